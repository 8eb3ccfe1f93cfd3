package ventricle.engine.dicom.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.dicom.Vr;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.geometry.Bounds;
import ventricle.engine.geometry.CropGrid;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.inference.Heatmap;
import ventricle.engine.report.GreyWindow;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.report.ReportContext;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.task.CancelToken;

/**
 * Key images of a phase as one Multi-frame True Color Secondary Capture (PS3.3 A.8.5): every slice
 * with a contour that counts, base to apex, contours and a line of text burnt in. The text names
 * slice and phase, never the patient.
 */
public final class KeyImages {

  /** Stands in every picture with a heatmap, in its header and in the name of its series. */
  public static final String ATTENTION = "model attention, not a measurement";

  /** Names what was burnt in besides the contours. */
  public static final String HEATMAP = "AI heatmap";

  private static final List<Structure> DRAWN =
      List.of(Structure.RV_ENDO, Structure.LV_EPI, Structure.LV_ENDO, Structure.LV_PAPILLARY);

  /** Part of the field that the heart takes. */
  private static final double FILLED = 0.6;

  private static final double LEAST_FIELD_MM = 80;

  private static final int MOST_WORDS = 700;

  private final Study study;
  private final CineStack stack;
  private final ReviewDocument document;
  private final Mark mark;
  private final @Nullable Attention attention;

  private KeyImages(
      Study study, ReviewDocument document, Mark mark, @Nullable Attention attention) {
    this.study = study;
    this.stack = study.stack();
    this.document = document;
    this.mark = mark;
    this.attention = attention;
  }

  /**
   * The object of the phase marked ED or ES.
   *
   * @throws OutputUnavailableException when the mark is not set or nothing is contoured there
   */
  public static DataSet of(Study study, ReviewDocument document, Mark mark, ReportContext context)
      throws IOException, OutputUnavailableException {
    return of(study, document, mark, null, context, new CancelToken());
  }

  /**
   * The same with a heatmap burnt into every frame, which words in picture and header say.
   *
   * @param attention null for none
   * @throws OutputUnavailableException also when the model cannot run on a frame
   */
  public static DataSet of(
      Study study,
      ReviewDocument document,
      Mark mark,
      @Nullable Attention attention,
      ReportContext context,
      CancelToken cancel)
      throws IOException, OutputUnavailableException {
    PhaseMark set = document.mark(mark);
    if (set == null) {
      throw new OutputUnavailableException(mark + " is not set.");
    }
    Set<FrameKey> frames = CountedFrames.of(study.stack(), document, set.phase());
    if (frames.isEmpty()) {
      throw new OutputUnavailableException("No contour counts in phase " + mark + ".");
    }
    return new KeyImages(study, document, mark, attention).build(frames, context, cancel);
  }

  private DataSet build(Set<FrameKey> frames, ReportContext context, CancelToken cancel)
      throws IOException, OutputUnavailableException {
    Map<FrameKey, Heatmap> heatmaps =
        attention == null ? Map.of() : attention.on(stack, frames, cancel);
    List<String> labels = frames.stream().map(key -> mark + " slice " + (key.slice() + 1)).toList();
    SourceImages sources = new SourceImages(stack);
    DataSetBuilder b =
        DerivedHeader.of(
            study,
            context,
            Uids.MULTI_FRAME_TRUE_COLOR_SECONDARY_CAPTURE,
            "OT",
            (mark == Mark.ED ? 9005 : 9006) + (attention == null ? 0 : 2),
            DerivedHeader.limited(
                "Contours at "
                    + mark
                    + (attention == null
                        ? ". Research use only"
                        : ", " + HEATMAP + ": " + ATTENTION),
                64));
    String frameOfReference = stack.frameOfReferenceUid();
    if (frameOfReference != null) {
      b.set(Tags.FRAME_OF_REFERENCE_UID, frameOfReference)
          .setEmpty(Tags.POSITION_REFERENCE_INDICATOR);
    }
    if (frames.size() > 1) {
      b.set(Tag.of("FrameIncrementPointer"), Tag.of("FrameLabelVector"))
          .set(Tag.of("FrameLabelVector"), labels.toArray(String[]::new));
    }
    return b.set(Tag.of("ConversionType"), "WSD")
        .set(Tags.BODY_PART_EXAMINED, "HEART")
        .setEmpty(Tag.of("PatientOrientation"))
        .set(Tags.IMAGE_TYPE, "DERIVED", "SECONDARY")
        .set(Tag.of("BurnedInAnnotation"), "YES")
        .set(Tag.of("RecognizableVisualFeatures"), "NO")
        .set(Tags.LOSSY_IMAGE_COMPRESSION, "00")
        .set(
            Tag.of("DerivationDescription"),
            "Cut to the heart and enlarged, contours burnt in. "
                + (attention == null
                    ? ""
                    : HEATMAP
                        + " burnt in: "
                        + DerivedHeader.limited(attention.description(), MOST_WORDS)
                        + ". ")
                + ReportContext.RESEARCH_USE)
        .set(Tag.of("SourceImageSequence"), references(sources, frames))
        .set(Tags.SAMPLES_PER_PIXEL, 3)
        .set(Tags.PHOTOMETRIC_INTERPRETATION, "RGB")
        .set(Tag.of("PlanarConfiguration"), 0)
        .set(Tags.ROWS, KeyImagePainter.HEIGHT)
        .set(Tags.COLUMNS, KeyImagePainter.SIDE)
        .set(Tags.BITS_ALLOCATED, 8)
        .set(Tags.BITS_STORED, 8)
        .set(Tags.HIGH_BIT, 7)
        .set(Tags.PIXEL_REPRESENTATION, 0)
        .set(Tags.NUMBER_OF_FRAMES, frames.size())
        .set(Tags.PIXEL_DATA, Vr.OB, pixels(frames, heatmaps))
        .build();
  }

  private List<DataSet> references(SourceImages sources, Collection<FrameKey> frames) {
    return sources.of(frames).stream().map(sources::reference).toList();
  }

  private byte[] pixels(Set<FrameKey> frames, Map<FrameKey, Heatmap> heatmaps) throws IOException {
    KeyImagePainter painter = new KeyImagePainter();
    int size = 3 * KeyImagePainter.SIDE * KeyImagePainter.HEIGHT;
    byte[] all = new byte[Math.multiplyExact(size, frames.size())];
    double[] window = null;
    double field = fieldMm(frames);
    int at = 0;
    for (FrameKey key : frames) {
      CineFrame frame = stack.frame(key).orElseThrow();
      window = window == null ? GreyWindow.of(frame) : window;
      byte[] picture =
          painter.paint(
              frame,
              crop(key, field),
              window,
              outlines(key),
              title(key),
              attention,
              heatmaps.get(key));
      System.arraycopy(picture, 0, all, size * at++, size);
    }
    return all;
  }

  private String title(FrameKey key) {
    List<Double> times = stack.phaseTimesMs();
    return String.format(
        Locale.ROOT,
        "%s  slice %d of %d, phase %d of %d%s",
        mark,
        key.slice() + 1,
        stack.sliceCount(),
        key.phase() + 1,
        stack.phases(),
        times == null ? "" : String.format(Locale.ROOT, ", %.0f ms", times.get(key.phase())));
  }

  private List<KeyImagePainter.Outline> outlines(FrameKey key) {
    List<KeyImagePainter.Outline> outlines = new ArrayList<>();
    for (Structure structure : DRAWN) {
      document
          .counted(new ContourKey(key, structure))
          .ifPresent(t -> outlines.add(new KeyImagePainter.Outline(structure, t)));
    }
    return outlines;
  }

  /** Side of the square that all pictures show, in mm: that of the largest heart with a margin. */
  private double fieldMm(Set<FrameKey> frames) {
    double largest = 0;
    for (FrameKey key : frames) {
      Bounds heart = bounds(key);
      PixelSpacing spacing = spacing(stack.slice(key.slice()));
      if (heart != null) {
        largest =
            Math.max(
                largest,
                Math.max(heart.width() * spacing.column(), heart.height() * spacing.row()));
      }
    }
    return Math.max(LEAST_FIELD_MM, largest / FILLED);
  }

  private CropGrid crop(FrameKey key, double fieldMm) {
    Slice slice = stack.slice(key.slice());
    PixelSpacing spacing = spacing(slice);
    Bounds heart = bounds(key);
    Point centre =
        heart == null
            ? CropGrid.middle(ImageSize.of(slice))
            : new Point((heart.minX() + heart.maxX()) / 2, (heart.minY() + heart.maxY()) / 2);
    double step = fieldMm / KeyImagePainter.SIDE;
    return new CropGrid(
        KeyImagePainter.SIDE,
        KeyImagePainter.SIDE,
        centre,
        step / spacing.column(),
        step / spacing.row());
  }

  private @Nullable Bounds bounds(FrameKey key) {
    return Arrays.stream(Structure.values())
        .flatMap(s -> document.counted(new ContourKey(key, s)).stream())
        .map(t -> Polygons.bounds(t.contour()))
        .reduce(Bounds::union)
        .orElse(null);
  }

  private static PixelSpacing spacing(Slice slice) {
    return slice.spacing() == null ? new PixelSpacing(1, 1) : slice.spacing();
  }
}
