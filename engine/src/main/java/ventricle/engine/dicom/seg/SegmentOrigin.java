package ventricle.engine.dicom.seg;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.output.Codes;
import ventricle.engine.dicom.output.DerivedHeader;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Provenance;
import ventricle.engine.report.ReportContext;

/**
 * Who drew a segment, from the provenance of all its contours: AUTOMATIC when models drew it and
 * nobody touched it, MANUAL when readers (here or in another program) drew all of it, else
 * SEMIAUTOMATIC.
 */
final class SegmentOrigin {

  private final Set<ModelRef> models = new LinkedHashSet<>();
  private final Set<String> methods = new LinkedHashSet<>();
  private boolean untouched;
  private boolean byHand;

  void add(Provenance provenance) {
    switch (provenance) {
      case Provenance.Model(ModelRef model, var confidence) -> {
        models.add(model);
        untouched = true;
      }
      case Provenance.EditedModel(ModelRef model, String reader) -> {
        models.add(model);
        byHand = true;
      }
      case Provenance.Manual manual -> byHand = true;
      case Provenance.Interpolated(String reader, String method) -> {
        methods.add(method);
        byHand = true;
      }
      case Provenance.Propagated(String reader, String method) -> {
        methods.add(method);
        byHand = true;
      }
      case Provenance.Imported imported -> byHand = true;
    }
  }

  String type() {
    boolean algorithm = !models.isEmpty() || !methods.isEmpty();
    return !algorithm ? "MANUAL" : untouched && !byHand ? "AUTOMATIC" : "SEMIAUTOMATIC";
  }

  /** Adds type and, where an algorithm had a part, its identification. */
  void describe(DataSetBuilder segment) {
    String type = type();
    segment.set(Tag.of("SegmentAlgorithmType"), type);
    if (type.equals("MANUAL")) {
      return;
    }
    String names =
        models.isEmpty()
            ? String.join(", ", methods)
            : models.stream()
                .map(model -> model.id() + " " + model.version())
                .collect(Collectors.joining(", "));
    segment.set(Tag.of("SegmentAlgorithmName"), DerivedHeader.limited(names, 64));
    if (!models.isEmpty()) {
      segment.set(
          Tag.of("SegmentationAlgorithmIdentificationSequence"),
          models.stream().map(SegmentOrigin::identification).toList());
    }
  }

  private static DataSet identification(ModelRef model) {
    return DataSet.of(
        b ->
            b.set(Tag.of("AlgorithmFamilyCodeSequence"), Codes.ARTIFICIAL_INTELLIGENCE.item())
                .set(Tag.of("AlgorithmName"), DerivedHeader.limited(model.id(), 64))
                .set(Tag.of("AlgorithmVersion"), DerivedHeader.limited(model.version(), 64))
                .set(Tag.of("AlgorithmParameters"), "sha256=" + model.sha256())
                .set(Tag.of("AlgorithmSource"), ReportContext.SOFTWARE));
  }
}
