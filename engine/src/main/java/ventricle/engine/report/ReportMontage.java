package ventricle.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.Bounds;
import ventricle.engine.geometry.CropGrid;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.ReviewDocument;

/**
 * ED and ES of every slice, all cut to one square field around the heart, so that sizes compare.
 */
final class ReportMontage {

  private static final int SIDE = 240;
  private static final double MARGIN = 1.3;
  private static final List<Structure> DRAWN =
      List.of(Structure.RV_ENDO, Structure.LV_EPI, Structure.LV_ENDO, Structure.LV_PAPILLARY);

  private final CineStack stack;
  private final ReviewDocument document;
  private final ReportTexts texts;

  private ReportMontage(Study study, ReviewDocument document, ReportTexts texts) {
    this.stack = study.stack();
    this.document = document;
    this.texts = texts;
  }

  static List<ReportContent.SlicePair> of(
      Study study,
      ReviewDocument document,
      @Nullable Integer ed,
      @Nullable Integer es,
      ReportTexts texts) {
    return new ReportMontage(study, document, texts).pairs(ed, es);
  }

  private List<ReportContent.SlicePair> pairs(@Nullable Integer ed, @Nullable Integer es) {
    if (ed == null && es == null) {
      return List.of();
    }
    Field field = field(ed, es);
    double[] window = window(ed == null ? es : ed);
    List<ReportContent.SlicePair> pairs = new ArrayList<>();
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      pairs.add(
          new ReportContent.SlicePair(
              slice + 1,
              picture(slice, ed, "ED", field, window),
              picture(slice, es, "ES", field, window)));
    }
    return pairs;
  }

  private ReportContent.@Nullable Picture picture(
      int slice, @Nullable Integer phase, String mark, Field field, double[] window) {
    if (phase == null) {
      return null;
    }
    FrameKey key = new FrameKey(slice, phase);
    CineFrame frame = stack.frame(key).orElse(null);
    if (frame == null) {
      return null;
    }
    Slice geometry = stack.slice(slice);
    CropGrid crop = field.on(geometry);
    float[] cut =
        crop.sample(frame.pixels().toFloats(), ImageSize.of(geometry), CropGrid.Border.ZERO);
    return new ReportContent.Picture(
        texts.get("picture-description", mark, slice + 1, stack.sliceCount(), phase + 1),
        SIDE,
        grey(cut, window),
        outlines(key, crop));
  }

  /** A square in the patient: its middle, projected on each slice, and its side in mm. */
  private record Field(Vector3 centre, double sideMm) {
    CropGrid on(Slice slice) {
      PixelSpacing spacing = spacing(slice);
      Point middle = slice.toImage(centre);
      return new CropGrid(
          SIDE, SIDE, middle, sideMm / SIDE / spacing.column(), sideMm / SIDE / spacing.row());
    }
  }

  private static PixelSpacing spacing(Slice slice) {
    return slice.spacing() == null ? new PixelSpacing(1, 1) : slice.spacing();
  }

  /** Around all contours of both phases with a margin, else the whole of the middle slice. */
  private Field field(@Nullable Integer ed, @Nullable Integer es) {
    Slice reference = stack.slice(stack.sliceCount() / 2);
    PixelSpacing spacing = spacing(reference);
    Bounds all = null;
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      for (Integer phase : Arrays.asList(ed, es)) {
        for (Structure structure : DRAWN) {
          if (phase != null) {
            Tracing tracing = document.counted(ContourKey.of(slice, phase, structure)).orElse(null);
            Bounds bounds = tracing == null ? null : seen(tracing, stack.slice(slice), reference);
            all = bounds == null ? all : all == null ? bounds : all.union(bounds);
          }
        }
      }
    }
    if (all == null) {
      Point middle = CropGrid.middle(ImageSize.of(reference));
      double side =
          Math.min(reference.columns() * spacing.column(), reference.rows() * spacing.row());
      return new Field(reference.toPatient(middle), side);
    }
    Point middle = new Point((all.minX() + all.maxX()) / 2, (all.minY() + all.maxY()) / 2);
    double side = Math.max(all.width() * spacing.column(), all.height() * spacing.row());
    return new Field(reference.toPatient(middle), MARGIN * side);
  }

  /** The bounds of a contour of one slice in the pixels of another. */
  private static Bounds seen(Tracing tracing, Slice slice, Slice reference) {
    Bounds b = Polygons.bounds(tracing.contour());
    Point first = reference.toImage(slice.toPatient(new Point(b.minX(), b.minY())));
    Point last = reference.toImage(slice.toPatient(new Point(b.maxX(), b.maxY())));
    return new Bounds(
        Math.min(first.x(), last.x()),
        Math.min(first.y(), last.y()),
        Math.max(first.x(), last.x()),
        Math.max(first.y(), last.y()));
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

  /** One window for all: that of the middle slice. */
  private double[] window(@Nullable Integer phase) {
    CineFrame frame =
        phase == null
            ? null
            : stack.frame(new FrameKey(stack.sliceCount() / 2, phase)).orElse(null);
    if (frame == null) {
      frame = stack.frames().isEmpty() ? null : stack.frames().firstEntry().getValue();
    }
    if (frame == null) {
      return new double[] {0, 1};
    }
    return GreyWindow.of(frame);
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
