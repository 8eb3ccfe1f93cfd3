package ventricle.engine.dicom.cine;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomFile;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;

/** Tells images that may be cine from those that cannot be. */
final class CandidateRules {

  private static final String LEGACY_CONVERTED_ENHANCED_MR = "1.2.840.10008.5.1.4.1.1.4.4";
  private static final Tag PHASE_CONTRAST = Tag.of(0x0018, 0x9014);
  private static final Set<String> MR =
      Set.of(Uids.MR_IMAGE_STORAGE, Uids.ENHANCED_MR_IMAGE_STORAGE, LEGACY_CONVERTED_ENHANCED_MR);

  /** Values of Image Type that mark phase, velocity and parts of complex images. */
  private static final Set<String> NOT_MAGNITUDE =
      Set.of(
          "P",
          "PHASE",
          "PHASE MAP",
          "PHASE CONTRAST P",
          "PHASE CONTRAST M",
          "VELOCITY",
          "VELOCITY MAP",
          "V",
          "FLOW_ENCODED",
          "R",
          "REAL",
          "I",
          "IMAGINARY");

  private static final Set<String> MAPS =
      Set.of(
          "MAP", "T1", "T2", "T1 MAP", "T2 MAP", "T2_STAR MAP", "T2_STAR", "ADC", "PROTON_DENSITY");

  private CandidateRules() {}

  /** Why a file's images cannot be cine, as one phrase; empty when they may be. */
  static Optional<String> reasonAgainst(DicomFile file) {
    DataSet data = file.dataSet();
    String sopClass =
        data.string(Tags.SOP_CLASS_UID)
            .or(() -> file.meta().string(Tags.MEDIA_STORAGE_SOP_CLASS_UID))
            .orElse("");
    if (sopClass.equals(Uids.MEDIA_STORAGE_DIRECTORY)) {
      return Optional.of("a directory of other files");
    }
    if (!MR.contains(sopClass)) {
      return Optional.of(
          "not an MR image (%s)".formatted(data.string(Tags.MODALITY).orElse("no modality")));
    }
    FrameAttributes frame = new FrameAttributes(data, 0);
    Set<String> type = upperCase(data.strings(Tags.IMAGE_TYPE));
    type.addAll(upperCase(frame.strings(Tags.MR_IMAGE_FRAME_TYPE_SEQUENCE, Tags.FRAME_TYPE)));
    String component =
        frame
            .string(Tags.MR_IMAGE_FRAME_TYPE_SEQUENCE, Tags.COMPLEX_IMAGE_COMPONENT)
            .orElse("MAGNITUDE");
    boolean compressedOnly =
        type.contains("PRIMARY")
            && data.string(Tags.LOSSY_IMAGE_COMPRESSION).orElse("").equals("01");
    if (type.contains("DERIVED") && !compressedOnly) {
      return Optional.of("a derived image");
    }
    if (type.contains("LOCALIZER") || type.contains("SCOUT")) {
      return Optional.of("a localiser");
    }
    if (!Set.of("MAGNITUDE", "MIXED").contains(component)
        || type.stream().anyMatch(NOT_MAGNITUDE::contains)
        || data.string(PHASE_CONTRAST).orElse("NO").equals("YES")) {
      return Optional.of("a phase or velocity image");
    }
    if (type.stream().anyMatch(MAPS::contains)) {
      return Optional.of("a parametric map");
    }
    if (data.number(Tags.INVERSION_TIME).orElse(0) > 0) {
      return Optional.of("an inversion-recovery image (late enhancement or mapping)");
    }
    return Optional.empty();
  }

  private static Set<String> upperCase(List<String> values) {
    Set<String> upper = new HashSet<>();
    values.forEach(v -> upper.add(v.toUpperCase(Locale.ROOT)));
    return upper;
  }
}
