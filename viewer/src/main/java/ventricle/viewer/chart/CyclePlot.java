package ventricle.viewer.chart;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import javafx.collections.ObservableList;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import ventricle.engine.review.Mark;
import ventricle.viewer.look.Words;

/** The curves and ticks of the time axis; colours come from the style sheet. */
final class CyclePlot extends Pane {

  /** Part of the height that the probabilities use, from below. */
  private static final double PROBABILITY_PART = .5;

  private static final double NUMBER_WIDTH = 26;
  private static final double TICK = 4;
  private static final double DIAMOND = 4.5;

  private final Polyline volume = new Polyline();

  private final Words words;

  CyclePlot(Words words) {
    this.words = words;
    setMouseTransparent(true);
    volume.setId("volume-curve");
    volume.getStyleClass().add("lv-volume");
  }

  /**
   * Draws everything anew.
   *
   * @param jumps phases that bear a diamond: on the volume curve where it is known
   * @param top first screen row of the curves
   * @param bottom screen row of probability 0
   * @param axis screen row under which ticks begin
   */
  void show(
      CycleData data,
      SortedSet<Integer> jumps,
      CycleScale scale,
      double top,
      double bottom,
      double axis) {
    ObservableList<Node> nodes = getChildren();
    nodes.clear();
    frame(nodes, scale, top, bottom);
    probability(nodes, data.edProbability(), Mark.ED, scale, top, bottom);
    probability(nodes, data.esProbability(), Mark.ES, scale, top, bottom);
    volume(nodes, data, scale, top, bottom);
    ticks(nodes, scale, axis);
    rates(nodes, data, scale);
    jumps(nodes, data, jumps, scale, top);
  }

  /** A point on the curve and its name above the curve, on the side where the curve falls away. */
  private void rates(List<Node> nodes, CycleData data, CycleScale scale) {
    if (!data.wholeCurve()) {
      return;
    }
    for (CycleData.Rate rate : data.rates()) {
      int before = Math.min((int) rate.phase(), data.phases() - 2);
      double part = rate.phase() - before;
      double y0 = volume.getPoints().get(2 * before + 1);
      double y1 = volume.getPoints().get(2 * before + 3);
      double x = scale.x(rate.phase());
      double y = y0 + part * (y1 - y0);
      Circle point = new Circle(x, y, 3.5);
      point.setId(rate.ejection() ? "peak-ejection" : "peak-filling");
      point.getStyleClass().add("rate-point");
      Text name = text(words.rate(rate.ejection(), rate.mlPerS()));
      name.getStyleClass().add("rate-text");
      name.setTextOrigin(VPos.CENTER);
      double width = name.getLayoutBounds().getWidth();
      name.setX(rate.ejection() ? x + 8 : x - 8 - width);
      name.setY(y - 6);
      nodes.add(point);
      nodes.add(name);
    }
  }

  private void jumps(
      List<Node> nodes, CycleData data, SortedSet<Integer> jumps, CycleScale scale, double top) {
    for (int phase : jumps) {
      if (phase < scale.phases()) {
        double x = scale.x(phase);
        double y = data.wholeCurve() ? volume.getPoints().get(2 * phase + 1) : top + DIAMOND + 2;
        Polygon diamond =
            new Polygon(x, y - DIAMOND, x + DIAMOND, y, x, y + DIAMOND, x - DIAMOND, y);
        diamond.setId("jump-" + (phase + 1));
        diamond.getStyleClass().add("jump");
        nodes.add(diamond);
      }
    }
  }

  private static void frame(List<Node> nodes, CycleScale scale, double top, double bottom) {
    for (double y : new double[] {top, (top + bottom) / 2}) {
      Line line = line(scale.left(), y, scale.left() + scale.length(), y, "plot-frame");
      nodes.add(line);
    }
  }

  private static Line line(double x0, double y0, double x1, double y1, String style) {
    Line line =
        new Line(
            Math.floor(x0) + .5, Math.floor(y0) + .5, Math.floor(x1) + .5, Math.floor(y1) + .5);
    line.getStyleClass().add(style);
    return line;
  }

  private static void probability(
      List<Node> nodes,
      @Nullable List<Double> values,
      Mark mark,
      CycleScale scale,
      double top,
      double bottom) {
    if (values == null || values.size() != scale.phases() || scale.phases() < 2) {
      return;
    }
    String name = mark.name().toLowerCase(Locale.ROOT);
    Polyline curve = new Polyline();
    for (int i = 0; i < values.size(); i++) {
      double y = bottom - Math.clamp(values.get(i), 0, 1) * (bottom - top) * PROBABILITY_PART;
      curve.getPoints().addAll(scale.x(i), y);
    }
    curve.getStyleClass().addAll("probability", name);
    curve.setId("probability-" + name);
    Polygon area = new Polygon();
    area.getPoints().addAll(scale.x(0), bottom);
    area.getPoints().addAll(curve.getPoints());
    area.getPoints().addAll(scale.x(values.size() - 1), bottom);
    area.getStyleClass().addAll("probability-area", name);
    nodes.add(area);
    nodes.add(curve);
  }

  private void volume(
      List<Node> nodes, CycleData data, CycleScale scale, double top, double bottom) {
    volume.getPoints().clear();
    volume.setVisible(data.wholeCurve());
    nodes.add(volume);
    SortedMap<Integer, Double> known = data.lvMl();
    if (known.isEmpty()) {
      return;
    }
    double most = known.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    double least = known.values().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double span = Math.max(most - least, 1e-6);
    double high = top + 6;
    double low = bottom - 10;
    for (Map.Entry<Integer, Double> e : known.entrySet()) {
      double x = scale.x(e.getKey());
      double y = low - (e.getValue() - least) / span * (low - high);
      volume.getPoints().addAll(x, y);
      if (!data.wholeCurve()) {
        Circle point = new Circle(x, y, 3.5);
        point.getStyleClass().add("curve-point");
        nodes.add(point);
      }
    }
    amount(nodes, scale, high, most);
    if (most > least) {
      amount(nodes, scale, low, least);
    }
  }

  private static void amount(List<Node> nodes, CycleScale scale, double y, double ml) {
    Text text = text("%.0f ml".formatted(ml));
    text.setTextOrigin(VPos.CENTER);
    text.setX(scale.left() - 12 - text.getLayoutBounds().getWidth());
    text.setY(y);
    nodes.add(text);
  }

  private static Text text(String words) {
    Text text = new Text(words);
    text.getStyleClass().add("tick-text");
    text.setFont(javafx.scene.text.Font.font(ventricle.viewer.look.Look.FAMILY, 10.5));
    return text;
  }

  private static void ticks(List<Node> nodes, CycleScale scale, double axis) {
    int numbered = scale.numberedEvery(NUMBER_WIDTH);
    for (int i = 0; i < scale.phases(); i++) {
      boolean withNumber = i == 0 || (i + 1) % numbered == 0;
      double x = scale.x(i);
      Line tick = line(x, axis, x, axis + (withNumber ? TICK + 2 : TICK), "tick");
      if (withNumber) {
        tick.getStyleClass().add("long");
        Text number = text(String.valueOf(i + 1));
        number.setTextOrigin(VPos.TOP);
        number.setX(x - number.getLayoutBounds().getWidth() / 2);
        number.setY(axis + TICK + 4);
        nodes.add(number);
      }
      nodes.add(tick);
    }
  }
}
