package ventricle.viewer.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.agreement.AxisScale;

/**
 * Points of two numbers each, with levels across: what Bland–Altman and correlation plots are made
 * of. Style class {@code agreement-plot}.
 */
public final class AgreementPlot extends Region {

  private static final double LEFT = 52;
  private static final double RIGHT = 104;
  private static final double TOP = 10;
  private static final double BOTTOM = 38;
  private static final double POINT = 4;

  /**
   * A line across at a value of y.
   *
   * @param low lower end of its confidence interval, drawn as a band; null for none
   * @param high upper end, null likewise
   * @param main whether it is the line that others lie about
   */
  public record Level(
      double value, @Nullable Double low, @Nullable Double high, String label, boolean main) {}

  /**
   * What is plotted.
   *
   * @param identity whether the line y = x is drawn and both axes have one range
   */
  public record Content(
      List<Double> xs,
      List<Double> ys,
      String xLabel,
      String yLabel,
      List<Level> levels,
      boolean identity) {
    public Content {
      xs = List.copyOf(xs);
      ys = List.copyOf(ys);
      levels = List.copyOf(levels);
      if (xs.size() != ys.size()) {
        throw new IllegalArgumentException(xs.size() + " against " + ys.size());
      }
    }
  }

  private final ObjectProperty<@Nullable Content> content =
      new SimpleObjectProperty<>(this, "content");

  public AgreementPlot() {
    getStyleClass().add("agreement-plot");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setMinSize(220, 160);
    setPrefSize(420, 260);
    content.subscribe(c -> requestLayout());
  }

  /** What is shown; null shows nothing. */
  public ObjectProperty<@Nullable Content> contentProperty() {
    return content;
  }

  @Override
  protected void layoutChildren() {
    List<Node> nodes = new ArrayList<>();
    Content c = content.get();
    if (c != null && getWidth() > LEFT + RIGHT && getHeight() > TOP + BOTTOM) {
      draw(c, nodes);
    }
    nodes.forEach(node -> node.setManaged(false));
    getChildren().setAll(nodes);
  }

  private void draw(Content c, List<Node> nodes) {
    DoubleStream levels =
        c.levels().stream()
            .flatMapToDouble(
                l ->
                    DoubleStream.of(
                        l.value(),
                        l.low() == null ? l.value() : l.low(),
                        l.high() == null ? l.value() : l.high()));
    DoubleStream ys = DoubleStream.concat(levels, numbers(c.ys()));
    AxisScale y = AxisScale.of(c.identity() ? DoubleStream.concat(ys, numbers(c.xs())) : ys);
    AxisScale x =
        c.identity()
            ? AxisScale.of(DoubleStream.concat(numbers(c.xs()), numbers(c.ys())))
            : AxisScale.of(numbers(c.xs()));
    double right = getWidth() - RIGHT;
    double bottom = getHeight() - BOTTOM;
    axes(c, x, y, right, bottom, nodes);
    for (Level level : c.levels()) {
      level(level, y, right, bottom, nodes);
    }
    if (c.identity()) {
      double low = Math.max(x.low(), y.low());
      double high = Math.min(x.high(), y.high());
      nodes.add(
          styled(
              new Line(
                  x.at(low, LEFT, right),
                  y.at(low, bottom, TOP),
                  x.at(high, LEFT, right),
                  y.at(high, bottom, TOP)),
              "identity"));
    }
    for (int i = 0; i < c.xs().size(); i++) {
      nodes.add(
          styled(
              new Circle(x.at(c.xs().get(i), LEFT, right), y.at(c.ys().get(i), bottom, TOP), POINT),
              "point"));
    }
  }

  private static DoubleStream numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue);
  }

  private void axes(
      Content c, AxisScale x, AxisScale y, double right, double bottom, List<Node> nodes) {
    for (double tick : y.ticks()) {
      double at = y.at(tick, bottom, TOP);
      nodes.add(styled(new Line(LEFT, at, right, at), "plot-frame"));
      Text text = text(y.text(tick), "tick-text");
      text.setTextOrigin(VPos.CENTER);
      text.setX(LEFT - 6 - text.getLayoutBounds().getWidth());
      text.setY(at);
      nodes.add(text);
    }
    for (double tick : x.ticks()) {
      double at = x.at(tick, LEFT, right);
      Text text = text(x.text(tick), "tick-text");
      text.setTextOrigin(VPos.TOP);
      text.setX(at - text.getLayoutBounds().getWidth() / 2);
      text.setY(bottom + 4);
      nodes.add(text);
    }
    Text xLabel = text(c.xLabel(), "axis-text");
    xLabel.setTextOrigin(VPos.BOTTOM);
    xLabel.setX((LEFT + right - xLabel.getLayoutBounds().getWidth()) / 2);
    xLabel.setY(getHeight() - 2);
    Text yLabel = text(c.yLabel(), "axis-text");
    yLabel.setTextOrigin(VPos.CENTER);
    yLabel.setX(12 - yLabel.getLayoutBounds().getWidth() / 2);
    yLabel.setY((TOP + bottom) / 2);
    yLabel.setRotate(-90);
    nodes.add(xLabel);
    nodes.add(yLabel);
  }

  private static void level(
      Level level, AxisScale y, double right, double bottom, List<Node> nodes) {
    if (level.low() != null && level.high() != null) {
      double top = y.at(level.high(), bottom, TOP);
      nodes.add(
          styled(
              new Rectangle(LEFT, top, right - LEFT, y.at(level.low(), bottom, TOP) - top),
              "band"));
    }
    double at = y.at(level.value(), bottom, TOP);
    nodes.add(styled(new Line(LEFT, at, right, at), level.main() ? "bias" : "limit"));
    Text text = text(level.label(), "level-text");
    text.setTextOrigin(VPos.CENTER);
    text.setX(right + 4);
    text.setY(at);
    nodes.add(text);
  }

  private static Text text(String words, String style) {
    return styled(new Text(words), style);
  }

  private static <T extends Node> T styled(T node, String style) {
    node.getStyleClass().add(style);
    return node;
  }
}
