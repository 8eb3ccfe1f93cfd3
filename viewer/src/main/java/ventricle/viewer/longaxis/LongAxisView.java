package ventricle.viewer.longaxis;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.LongAxis;
import ventricle.engine.geometry.PlaneLine;
import ventricle.viewer.cine.FrameCache;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.view.ImageShape;
import ventricle.viewer.view.ImageTransform;
import ventricle.viewer.view.Viewport;

/**
 * One long-axis cine in step with the short axis. All slices of the stack are faint lines on it,
 * the one shown is a strong one. Style class {@code long-axis-view}. JavaFX thread only.
 */
public final class LongAxisView extends Region {

  private static final Color DARK = Color.color(0, 0, 0, .6);
  private static final Color OTHER = Color.color(1, 1, 1, .3);
  private static final Color SHOWN = Color.web("#ffc233");
  private static final double LINE = 2;

  private final LongAxis view;
  private final FrameCache frames;
  private final Canvas canvas = new Canvas();
  private final ObjectProperty<@Nullable CineStack> shortAxis =
      new SimpleObjectProperty<>(this, "shortAxis");
  private final ObjectProperty<FrameKey> shown =
      new SimpleObjectProperty<>(this, "shown", new FrameKey(0, 0));

  public LongAxisView(LongAxis view) {
    this.view = view;
    this.frames = new FrameCache(view.stack(), WindowLevel.auto(view.stack()));
    getStyleClass().add("long-axis-view");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setMinSize(80, 80);
    canvas.setManaged(false);
    getChildren().add(canvas);
    shortAxis.subscribe(stack -> requestLayout());
    shown.subscribe(frame -> requestLayout());
    visibleProperty().subscribe(on -> requestLayout());
  }

  /** The stack on the large image, basal first. */
  public ObjectProperty<@Nullable CineStack> shortAxisProperty() {
    return shortAxis;
  }

  /** Slice and phase on the large image. */
  public ObjectProperty<FrameKey> shownProperty() {
    return shown;
  }

  /** The frame drawn, at the same part of the cycle as the large image. */
  public FrameKey frame() {
    CineStack stack = shortAxis.get();
    int phases = stack == null ? view.stack().phases() : stack.phases();
    return view.inStep(shown.get().phase(), phases);
  }

  /** Where the slice on the large image lies, in the coordinates of this cine. */
  public Optional<PlaneLine> line() {
    return line(shown.get().slice());
  }

  private Optional<PlaneLine> line(int slice) {
    CineStack stack = shortAxis.get();
    return stack == null || slice >= stack.sliceCount()
        ? Optional.empty()
        : PlaneLine.of(view.plane(), stack.slice(slice));
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    if (isVisible() && getWidth() > 0 && getHeight() > 0) {
      draw(canvas.getGraphicsContext2D());
    }
  }

  private void draw(GraphicsContext gc) {
    gc.setFill(Color.BLACK);
    gc.fillRect(0, 0, getWidth(), getHeight());
    ImageTransform transform =
        ImageTransform.of(ImageShape.of(view.plane()), Viewport.FIT, getWidth(), getHeight());
    frames
        .image(frame())
        .ifPresent(
            image ->
                gc.drawImage(
                    image,
                    transform.originX(),
                    transform.originY(),
                    transform.imageWidth(),
                    transform.imageHeight()));
    CineStack stack = shortAxis.get();
    if (stack == null) {
      return;
    }
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      line(slice).ifPresent(line -> stroke(gc, transform, line, OTHER, 1));
    }
    line()
        .ifPresent(
            line -> {
              stroke(gc, transform, line, DARK, LINE + 2);
              stroke(gc, transform, line, SHOWN, LINE);
            });
  }

  private static void stroke(
      GraphicsContext gc, ImageTransform t, PlaneLine line, Color colour, double width) {
    gc.setLineCap(StrokeLineCap.ROUND);
    gc.setLineDashes();
    gc.setStroke(colour);
    gc.setLineWidth(width);
    gc.strokeLine(
        t.screenX(line.from().x()),
        t.screenY(line.from().y()),
        t.screenX(line.to().x()),
        t.screenY(line.to().y()));
  }
}
