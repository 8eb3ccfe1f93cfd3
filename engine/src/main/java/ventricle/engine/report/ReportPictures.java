package ventricle.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.Bounds;
import ventricle.engine.geometry.CropGrid;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.ReviewDocument;

/** ED and ES of the middle contoured slice, cut to the same field around the heart. */
final class ReportPictures {

  private static final int HEIGHT = 480;
  private static final double ASPECT = 1.5;
  private static final List<Structure> DRAWN =
      List.of(Structure.RV_ENDO, Structure.LV_EPI, Structure.LV_ENDO, Structure.LV_PAPILLARY);

  private final CineStack stack;
  private final ReviewDocument document;

  private ReportPictures(Study study, ReviewDocument document) {
    this.stack = study.stack();
    this.document = document;
  }

  static List<ReportContent.Picture> of(
      Study study, ReviewDocument document, @Nullable Integer ed, @Nullable Integer es) {
    return new ReportPictures(study, document).pictures(ed, es);
  }

  private List<ReportContent.Picture> pictures(@Nullable Integer ed, @Nullable Integer es) {
    List<Integer> phases = new ArrayList<>();
    for (Integer phase : Arrays.asList(ed, es)) {
      if (phase != null) {
        phases.add(phase);
      }
    }
    if (phases.isEmpty()) {
      return List.of();
    }
    int slice = middle(phases);
    CropGrid crop = field(slice, phases);
    double[] window = null;
    List<ReportContent.Picture> pictures = new ArrayList<>();
    for (int phase : phases) {
      FrameKey key = new FrameKey(slice, phase);
      CineFrame frame = stack.frame(key).orElse(null);
      if (frame == null) {
        continue;
      }
      float[] values = frame.pixels().toFloats();
      if (window == null) {
        window = window(frame, values);
      }
      float[] cut = crop.sample(values, ImageSize.of(stack.slice(slice)), CropGrid.Border.ZERO);
      String mark = ed != null && phase == ed ? "ED" : "ES";
      pictures.add(
          new ReportContent.Picture(
              mark,
              String.format(
                  Locale.ROOT,
                  "slice %d of %d · phase %d of %d%s",
                  slice + 1,
                  stack.sliceCount(),
                  phase + 1,
                  stack.phases(),
                  time(phase)),
              crop.rows(),
              crop.columns(),
              grey(cut, window),
              ASPECT,
              outlines(key, crop)));
    }
    return pictures;
  }

  private String time(int phase) {
    List<Double> times = stack.phaseTimesMs();
    return times == null ? "" : String.format(Locale.ROOT, " · %.0f ms", times.get(phase));
  }

  /** The middle of the slices whose LV is contoured in every phase shown, else of the stack. */
  private int middle(List<Integer> phases) {
    List<Integer> contoured = new ArrayList<>();
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      int k = slice;
      if (phases.stream()
          .allMatch(p -> document.counted(ContourKey.of(k, p, Structure.LV_ENDO)).isPresent())) {
        contoured.add(slice);
      }
    }
    return contoured.isEmpty() ? stack.sliceCount() / 2 : contoured.get(contoured.size() / 2);
  }

  /** A 3 : 2 field in millimetres, a margin round all contours, inside the image. */
  private CropGrid field(int slice, List<Integer> phases) {
    Slice geometry = stack.slice(slice);
    PixelSpacing spacing = geometry.spacing() == null ? new PixelSpacing(1, 1) : geometry.spacing();
    double imageWidth = geometry.columns() * spacing.column();
    double imageHeight = geometry.rows() * spacing.row();
    Bounds heart = bounds(slice, phases);
    double height = imageHeight;
    Point centre = CropGrid.middle(ImageSize.of(geometry));
    if (heart != null) {
      centre = new Point((heart.minX() + heart.maxX()) / 2, (heart.minY() + heart.maxY()) / 2);
      height =
          Math.max(
              1.5 * heart.height() * spacing.row(),
              1.4 * heart.width() * spacing.column() / ASPECT);
    }
    height = Math.min(height, Math.min(imageHeight, imageWidth / ASPECT));
    double halfX = height * ASPECT / 2 / spacing.column();
    double halfY = height / 2 / spacing.row();
    double x =
        Math.clamp(
            centre.x(), halfX - 0.5, Math.max(halfX - 0.5, geometry.columns() - 0.5 - halfX));
    double y =
        Math.clamp(centre.y(), halfY - 0.5, Math.max(halfY - 0.5, geometry.rows() - 0.5 - halfY));
    int columns = (int) Math.round(HEIGHT * ASPECT);
    return new CropGrid(HEIGHT, columns, new Point(x, y), 2 * halfX / columns, 2 * halfY / HEIGHT);
  }

  private @Nullable Bounds bounds(int slice, List<Integer> phases) {
    Bounds all = null;
    for (int phase : phases) {
      for (Structure structure : DRAWN) {
        Tracing tracing = document.counted(ContourKey.of(slice, phase, structure)).orElse(null);
        if (tracing != null) {
          Bounds b = Polygons.bounds(tracing.contour());
          all = all == null ? b : all.union(b);
        }
      }
    }
    return all;
  }

  private List<ReportContent.Outline> outlines(FrameKey key, CropGrid crop) {
    List<ReportContent.Outline> outlines = new ArrayList<>();
    for (Structure structure : DRAWN) {
      document
          .counted(new ContourKey(key, structure))
          .ifPresent(tracing -> outlines.add(outline(structure, tracing, crop)));
    }
    return outlines;
  }

  private static ReportContent.Outline outline(
      Structure structure, Tracing tracing, CropGrid crop) {
    Contour c = crop.toCrop(tracing.contour());
    double[] xs = Arrays.stream(c.xs()).map(x -> (x + 0.5) / crop.columns()).toArray();
    double[] ys = Arrays.stream(c.ys()).map(y -> (y + 0.5) / crop.rows()).toArray();
    return new ReportContent.Outline(
        structure, xs, ys, tracing.provenance() instanceof Provenance.Model);
  }

  /** The file's window, else the 1st to the 99.5th percentile of the frame. */
  private static double[] window(CineFrame frame, float[] values) {
    Double centre = frame.windowCenter();
    Double width = frame.windowWidth();
    if (centre != null && width != null && width >= 1) {
      return new double[] {centre - width / 2, centre + width / 2};
    }
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    double low = sorted[(int) (0.01 * (sorted.length - 1))];
    double high = sorted[(int) (0.995 * (sorted.length - 1))];
    return new double[] {low, Math.max(high, low + 1)};
  }

  private static byte[] grey(float[] values, double[] window) {
    byte[] grey = new byte[values.length];
    for (int i = 0; i < grey.length; i++) {
      double v = (values[i] - window[0]) / (window[1] - window[0]);
      grey[i] = (byte) Math.round(255 * Math.clamp(v, 0, 1));
    }
    return grey;
  }
}
