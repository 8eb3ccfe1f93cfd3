package ventricle.viewer.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.Limit;
import ventricle.engine.review.Edit;
import ventricle.viewer.SyntheticStudy;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.view.ImageShape;
import ventricle.viewer.view.ImageTransform;
import ventricle.viewer.view.Viewport;

/** A host that applies edits to one contour and remembers them. */
final class RecordingHost implements ToolHost {

  final List<Edit.SetContour> edits = new ArrayList<>();
  private final ImageShape shape = new ImageShape(200, 200, 1);
  Viewport viewport = Viewport.FIT;
  WindowLevel window = new WindowLevel(100, 200);
  ToolDraft draft = ToolDraft.NONE;
  Tracing tracing;
  @Nullable Limit limit;
  int refusals;
  boolean control;

  RecordingHost(Contour contour) {
    tracing =
        contour == null ? null : new Tracing(contour, new Provenance.Model(SyntheticStudy.MODEL));
  }

  /** A circle of 96 vertices. */
  static Contour circle(double cx, double cy, double r) {
    int n = 96;
    double[] xs = new double[n];
    double[] ys = new double[n];
    for (int i = 0; i < n; i++) {
      xs[i] = cx + r * Math.cos(2 * Math.PI * i / n);
      ys[i] = cy + r * Math.sin(2 * Math.PI * i / n);
    }
    return Contour.of(xs, ys);
  }

  PointerEvent at(double column, double row) {
    return at(column, row, 1);
  }

  PointerEvent at(double column, double row, int clicks) {
    return new PointerEvent(
        new Point(column, row),
        transform().screenX(column),
        transform().screenY(row),
        clicks,
        false,
        control);
  }

  void drag(Tool tool, double... path) {
    tool.pressed(this, at(path[0], path[1]));
    for (int i = 2; i < path.length; i += 2) {
      tool.dragged(this, at(path[i], path[i + 1]));
    }
    tool.released(this, at(path[path.length - 2], path[path.length - 1]));
  }

  @Override
  public ImageTransform transform() {
    return ImageTransform.of(shape, viewport, 800, 800);
  }

  @Override
  public Viewport viewport() {
    return viewport;
  }

  @Override
  public void setViewport(Viewport next) {
    viewport = next;
  }

  @Override
  public WindowLevel windowLevel() {
    return window;
  }

  @Override
  public void setWindowLevel(WindowLevel next) {
    window = next;
  }

  @Override
  public Optional<EditTarget> target() {
    return Optional.of(new EditTarget(ContourKey.of(2, 3, Structure.LV_ENDO), tracing, "A", limit));
  }

  @Override
  public void refuse(EditTarget target) {
    refusals++;
  }

  @Override
  public void show(ToolDraft next) {
    draft = next;
  }

  @Override
  public void commit(Edit edit) {
    Edit.SetContour set = (Edit.SetContour) edit;
    edits.add(set);
    tracing = set.tracing();
  }
}
