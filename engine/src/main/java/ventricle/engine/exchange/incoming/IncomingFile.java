package ventricle.engine.exchange.incoming;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.DicomFile;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.seg.SegmentationImport;
import ventricle.engine.dicom.seg.SegmentationObject;
import ventricle.engine.dicom.sr.ReportedMeasurements;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.exchange.ContoursFile;
import ventricle.engine.exchange.ContoursJson;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;

/**
 * Reads contours of other programs for a study: cvi42 ({@code .cvi42wsx}), Medis ({@code .con}),
 * ImageJ ({@code RoiSet.zip}, {@code .roi}), DICOM segmentations, label volumes ({@code .nii},
 * {@code .nii.gz}) and Ventricle's own {@code contours.json}. Nothing of a file but its contours is
 * kept, shown or logged.
 */
public final class IncomingFile {

  private IncomingFile() {}

  /**
   * @param stack in the document's slice order
   * @param phase 0-based phase for a file that holds one phase and does not say which; a name with
   *     "_ed" or "_es" before its ending stands for the document's marks
   * @throws UnusableInputException one line that names the file and the cause
   */
  public static Incoming read(Path file, CineStack stack, ReviewDocument document, int phase)
      throws UnusableInputException {
    String name = String.valueOf(file.getFileName());
    String lower = name.toLowerCase(Locale.ROOT);
    if (!Files.isRegularFile(file)) {
      throw new UnusableInputException(
          name, Files.exists(file) ? "is not a file" : "does not exist");
    }
    if (lower.endsWith(".cvi42ws")) {
      throw new UnusableInputException(
          name, "is cvi42's binary form; save the workspace as \"Cvi42 XML Workspace\"");
    }
    if (lower.endsWith(".nii") || lower.endsWith(".nii.gz")) {
      return LabelFiles.read(file, stack, phase(lower, document, phase));
    }
    if (lower.endsWith(".con")) {
      return MedisCon.read(file, stack);
    }
    if (lower.endsWith(".zip") || lower.endsWith(".roi")) {
      return ImageJRois.read(file, stack);
    }
    if (lower.endsWith(".json")) {
      return ventricle(file, stack);
    }
    if (lower.endsWith(".dcm") || isDicom(file)) {
      return segmentation(file, stack, phase);
    }
    if (lower.endsWith(".cvi42wsx") || startsLikeXml(file)) {
      return Cvi42.read(file, stack);
    }
    throw new UnusableInputException(
        name, "is none of .cvi42wsx, .con, RoiSet.zip, .roi, .nii, .nii.gz, .dcm, contours.json");
  }

  private static Incoming segmentation(Path file, CineStack stack, int phase)
      throws UnusableInputException {
    DicomFile dicom = DicomReader.open(file);
    if (ReportedMeasurements.isOne(dicom.dataSet())) {
      throw new UnusableInputException(
          dicom.name(), "is a structured report, which holds no contours");
    }
    SegmentationImport.Imported read =
        SegmentationImport.read(SegmentationObject.read(dicom), stack, phase);
    return new Incoming(
        Incoming.Format.SEGMENTATION,
        read.contours(),
        read.left().stream().map(l -> new Incoming.Left(l.what(), l.cause())).toList(),
        Incoming.Order.KNOWN);
  }

  /**
   * Whether a file begins as DICOM files do, whatever it is called.
   *
   * @throws UnusableInputException when it cannot be read
   */
  public static boolean isDicom(Path file) throws UnusableInputException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(132);
      return head.length == 132
          && new String(head, 128, 4, StandardCharsets.US_ASCII).equals("DICM");
    } catch (IOException e) {
      throw new UnusableInputException(
          String.valueOf(file.getFileName()), "cannot be read: " + e.getMessage(), e);
    }
  }

  private static int phase(String name, ReviewDocument document, int otherwise) {
    for (Mark mark : Mark.values()) {
      PhaseMark set = document.mark(mark);
      if (set != null && name.matches(".*[_-]" + mark.name().toLowerCase(Locale.ROOT) + "\\..*")) {
        return set.phase();
      }
    }
    return otherwise;
  }

  private static Incoming ventricle(Path file, CineStack stack) throws UnusableInputException {
    String name = String.valueOf(file.getFileName());
    ContoursFile read;
    try {
      read = ContoursJson.read(file);
    } catch (IOException e) {
      throw new UnusableInputException(name, "cannot be read: " + e.getMessage(), e);
    }
    if (read.slices() != stack.sliceCount() || read.phases() != stack.phases()) {
      throw new UnusableInputException(
          name,
          "is of %d slices and %d phases, the study has %d and %d"
              .formatted(read.slices(), read.phases(), stack.sliceCount(), stack.phases()));
    }
    Collector collector = new Collector(stack);
    read.shown()
        .forEach(
            (key, tracing) -> collector.add(key.structure().toString(), key, tracing.contour()));
    return collector.finished(name, Incoming.Format.VENTRICLE, order(read, stack));
  }

  /** The images that the file names say whether it counts slices from the same end. */
  private static Incoming.Order order(ContoursFile read, CineStack stack) {
    boolean same =
        !read.entries().isEmpty() && read.entries().stream().allMatch(e -> sameImage(e, stack));
    return same ? Incoming.Order.KNOWN : Incoming.Order.TO_CONFIRM;
  }

  private static boolean sameImage(ContoursFile.Entry entry, CineStack stack) {
    @Nullable String uid = entry.sopInstanceUid();
    return uid != null
        && stack
            .frame(entry.key().frame())
            .map(f -> f.source().sopInstanceUid().equals(uid))
            .orElse(false);
  }

  private static boolean startsLikeXml(Path file) throws UnusableInputException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(64), StandardCharsets.UTF_8).contains("<?xml");
    } catch (IOException e) {
      throw new UnusableInputException(
          String.valueOf(file.getFileName()), "cannot be read: " + e.getMessage(), e);
    }
  }
}
