package ventricle.engine.exchange.incoming;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;

/**
 * What a file of another program holds for the frames of a study.
 *
 * @param format of the file
 * @param contours at their places, slices as the stack they were read for counts them
 * @param left what is in the file and cannot be taken, and why
 * @param order whether the file says where its slices lie
 */
public record Incoming(
    Format format, SortedMap<ContourKey, Contour> contours, List<Left> left, Order order) {

  public Incoming {
    contours = Collections.unmodifiableSortedMap(new TreeMap<>(contours));
    left = List.copyOf(left);
  }

  /** A file that can be read. */
  public enum Format {
    CVI42("cvi42"),
    MEDIS("Medis"),
    IMAGEJ("ImageJ"),
    LABELS("label volume"),
    SEGMENTATION("DICOM segmentation"),
    VENTRICLE("Ventricle");

    private final String source;

    Format(String source) {
      this.source = source;
    }

    /** What the provenance of its contours says; never a file's name, which may name a patient. */
    public String source() {
      return source;
    }
  }

  /** How slices were found. */
  public enum Order {
    /** By the image or the place that the file names. */
    KNOWN,
    /** By number alone, which some programs count from the apex: a reader has to confirm. */
    TO_CONFIRM
  }

  /**
   * Something that was not taken.
   *
   * @param what it is, without patient data
   * @param cause one phrase
   */
  public record Left(String what, String cause) {}

  /** The same with slices counted from the other end. */
  public Incoming reversed(int sliceCount) {
    TreeMap<ContourKey, Contour> turned = new TreeMap<>();
    contours.forEach(
        (key, contour) ->
            turned.put(
                new ContourKey(
                    new FrameKey(sliceCount - 1 - key.frame().slice(), key.frame().phase()),
                    key.structure()),
                contour));
    return new Incoming(format, turned, left, order);
  }
}
