package ventricle.engine.dicom.cine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.TransferSyntax;
import ventricle.engine.dicom.Uids;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;

/**
 * Small classic MR images, 4 × 4 pixels, of a stack that points from base to apex towards left,
 * anterior and inferior. The first pixel of an image is 100 × slice + phase.
 */
final class SyntheticCine {

  static final double RR_MS = 900;
  static final String STUDY = "2.25.100";

  /** One image: its place and its header, to be changed by a test. */
  record Image(int slice, int phase, DataSet header) {
    Image with(UnaryOperator<DataSetBuilder> change) {
      return new Image(slice, phase, change.apply(header.toBuilder()).build());
    }
  }

  private SyntheticCine() {}

  static List<Image> stack(int slices, int phases) {
    List<Image> images = new ArrayList<>();
    for (int s = 0; s < slices; s++) {
      for (int p = 0; p < phases; p++) {
        images.add(image(s, p, phases));
      }
    }
    return images;
  }

  static Image image(int slice, int phase, int phases) {
    short[] pixels = new short[16];
    pixels[0] = (short) (100 * slice + phase);
    double step = 8 / Math.sqrt(3);
    return new Image(
        slice,
        phase,
        DataSet.builder()
            .set(Tags.SOP_CLASS_UID, Uids.MR_IMAGE_STORAGE)
            .set(Tags.SOP_INSTANCE_UID, Uids.generate())
            .set(Tags.STUDY_INSTANCE_UID, STUDY)
            .set(Tags.SERIES_INSTANCE_UID, "2.25.200")
            .set(Tags.FRAME_OF_REFERENCE_UID, "2.25.300")
            .set(Tags.MODALITY, "MR")
            .set(Tags.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "M")
            .set(Tags.SERIES_DESCRIPTION, "cine")
            .set(Tags.TRIGGER_TIME, phase * RR_MS / phases)
            .set(Tags.NOMINAL_INTERVAL, (int) RR_MS)
            .set(Tags.INSTANCE_NUMBER, slice * phases + phase + 1)
            .set(Tags.IMAGE_POSITION_PATIENT, slice * step, -slice * step, 50 - slice * step)
            .set(
                Tags.IMAGE_ORIENTATION_PATIENT,
                1 / Math.sqrt(2),
                1 / Math.sqrt(2),
                0,
                1 / Math.sqrt(6),
                -1 / Math.sqrt(6),
                2 / Math.sqrt(6))
            .set(Tags.PIXEL_SPACING, 1.5, 1.25)
            .set(Tags.SAMPLES_PER_PIXEL, 1)
            .set(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
            .set(Tags.ROWS, 4)
            .set(Tags.COLUMNS, 4)
            .set(Tags.BITS_ALLOCATED, 16)
            .set(Tags.BITS_STORED, 12)
            .set(Tags.HIGH_BIT, 11)
            .set(Tags.PIXEL_REPRESENTATION, 0)
            .setPixels(pixels)
            .build());
  }

  static List<Image> changed(List<Image> images, UnaryOperator<DataSetBuilder> change) {
    return images.stream().map(i -> i.with(change)).toList();
  }

  /** Writes images under names that say nothing. */
  static Path write(Path folder, List<Image> images) throws IOException {
    Files.createDirectories(folder);
    for (Image image : images) {
      Files.write(
          folder.resolve("I" + UUID.randomUUID()),
          DicomWriter.encode(image.header(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN));
    }
    return folder;
  }

  /** The first pixel, which says slice and phase the image was made for. */
  static int mark(CineStack stack, int slice, int phase) {
    return stack.frame(new FrameKey(slice, phase)).orElseThrow().pixels().stored(0);
  }
}
