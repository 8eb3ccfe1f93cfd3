package ventricle.viewer.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.measure.regional.ThicknessCurves;
import ventricle.viewer.look.Look;

/**
 * Wall thickness of the sixteen segments over the cycle, under the axis' own scale of phases: basal
 * lines are solid, those of the middle dashed and apical ones dotted; segments that thicken too
 * little stand out. The line nearest to the mouse is the highlighted one; a press seeks. Style
 * class {@code thickness-plot}.
 */
public final class ThicknessPlot extends Region {

  private static final PseudoClass AFFECTED = PseudoClass.getPseudoClass("affected");
  private static final PseudoClass HIGHLIGHTED = PseudoClass.getPseudoClass("highlighted");
  private static final double TOP = 8;
  private static final double BOTTOM = 8;

  /** Farther away no line is meant, in pixels. */
  private static final double NEAR = 14;

  /**
   * What is plotted.
   *
   * @param affected segments that thicken too little
   */
  public record Content(ThicknessCurves curves, int phases, Set<AhaSegment> affected) {
    public Content {
      affected = Set.copyOf(affected);
    }

    private List<@Nullable Double> of(AhaSegment segment) {
      return curves.of(segment);
    }

    /** Whether any thickness is known. */
    public boolean known() {
      return curves.mm().stream().flatMap(List::stream).anyMatch(mm -> mm != null);
    }
  }

  private final ObjectProperty<@Nullable Content> content =
      new SimpleObjectProperty<>(this, "content");
  private final ObjectProperty<@Nullable AhaSegment> highlighted =
      new SimpleObjectProperty<>(this, "highlighted");
  private final IntegerProperty phase = new SimpleIntegerProperty(this, "phase");
  private final Function<AhaSegment, String> name;
  private final Map<AhaSegment, Group> lines = new EnumMap<>(AhaSegment.class);
  private final Group frame = new Group();
  private final Group curves = new Group();
  private final Line cursor = new Line();
  private final Circle point = new Circle(4);
  private final Text label = text("");
  private CycleScale scale = new CycleScale(1, 0, 0);
  private double least;
  private double most = 1;
  private IntConsumer onSeek = at -> {};

  /**
   * @param name what a segment is called
   */
  public ThicknessPlot(Function<AhaSegment, String> name) {
    this.name = name;
    getStyleClass().add("thickness-plot");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setMinSize(240, 90);
    setPrefHeight(132);
    cursor.getStyleClass().add("cursor-line");
    point.getStyleClass().add("highlight-point");
    label.getStyleClass().add("highlight-text");
    getChildren().addAll(frame, curves, cursor, point, label);
    getChildren()
        .forEach(
            node -> {
              node.setManaged(false);
              node.setMouseTransparent(true);
            });
    content.subscribe(this::requestLayout);
    phase.subscribe(p -> showPhase());
    highlighted.subscribe(this::showHighlight);
    addEventHandler(MouseEvent.MOUSE_MOVED, e -> highlighted.set(nearest(e.getX(), e.getY())));
    addEventHandler(MouseEvent.MOUSE_EXITED, e -> highlighted.set(null));
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::seek);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::seek);
  }

  private void seek(MouseEvent e) {
    if (e.getButton() == MouseButton.PRIMARY || e.isPrimaryButtonDown()) {
      onSeek.accept(scale.phaseAt(e.getX()));
      e.consume();
    }
  }

  @Override
  protected void layoutChildren() {
    Content now = content.get();
    frame.getChildren().clear();
    curves.getChildren().clear();
    lines.clear();
    if (now == null || !now.known()) {
      showHighlight(null);
      cursor.setVisible(false);
      return;
    }
    scale =
        new CycleScale(
            now.phases(),
            CycleAxis.LABEL_SIDE,
            Math.max(1, getWidth() - CycleAxis.LABEL_SIDE - CycleAxis.SIDE));
    List<Double> known =
        now.curves().mm().stream().flatMap(List::stream).filter(mm -> mm != null).toList();
    least = Math.floor(Collections.min(known) / 2) * 2;
    most = Math.max(least + 2, Math.ceil(Collections.max(known) / 2) * 2);
    grid();
    for (AhaSegment segment : AhaSegment.values()) {
      Group line = line(segment, now);
      lines.put(segment, line);
      curves.getChildren().add(line);
    }
    showPhase();
  }

  private void grid() {
    double step = most - least > 12 ? 8 : most - least > 6 ? 4 : 2;
    for (double mm = least; mm <= most; mm += step) {
      double y = Math.floor(y(mm)) + .5;
      Line line = new Line(scale.left(), y, scale.left() + scale.length(), y);
      line.getStyleClass().add("plot-frame");
      Text number = text(String.format(Locale.ROOT, "%.0f mm", mm));
      number.getStyleClass().add("tick-text");
      number.setX(scale.left() - 12 - number.getLayoutBounds().getWidth());
      number.setY(y);
      frame.getChildren().addAll(line, number);
    }
  }

  private double y(double mm) {
    double low = getHeight() - BOTTOM;
    return low - (mm - least) / (most - least) * (low - TOP);
  }

  /** One segment: a line for each run of phases that are known, a point for a run of one. */
  private Group line(AhaSegment segment, Content now) {
    Group group = new Group();
    group.setId("thickness-" + segment.number());
    List<@Nullable Double> mm = now.of(segment);
    List<Double> run = new ArrayList<>();
    for (int p = 0; p <= mm.size(); p++) {
      Double value = p < mm.size() ? mm.get(p) : null;
      if (value != null) {
        run.add(scale.x(p));
        run.add(y(value));
      } else if (!run.isEmpty()) {
        group.getChildren().add(run.size() > 2 ? run(run) : new Circle(run.get(0), run.get(1), 2));
        run.clear();
      }
    }
    for (Node part : group.getChildren()) {
      String kind = part instanceof Circle ? "thickness-point" : "thickness-line";
      part.getStyleClass().addAll(kind, segment.level().name().toLowerCase(Locale.ROOT));
      part.pseudoClassStateChanged(AFFECTED, now.affected().contains(segment));
    }
    return group;
  }

  private static Polyline run(List<Double> points) {
    Polyline line = new Polyline();
    line.getPoints().setAll(points);
    return line;
  }

  private @Nullable AhaSegment nearest(double x, double y) {
    Content now = content.get();
    if (now == null || lines.isEmpty()) {
      return null;
    }
    int at = scale.phaseAt(x);
    AhaSegment best = null;
    double distance = NEAR;
    for (AhaSegment segment : AhaSegment.values()) {
      Double mm = now.of(segment).get(at);
      if (mm != null && Math.abs(y(mm) - y) < distance) {
        best = segment;
        distance = Math.abs(y(mm) - y);
      }
    }
    return best;
  }

  private void showPhase() {
    double x = scale.x(phase.get());
    cursor.setVisible(!lines.isEmpty());
    cursor.setStartX(x);
    cursor.setEndX(x);
    cursor.setStartY(0);
    cursor.setEndY(getHeight());
    showHighlight(highlighted.get());
  }

  private void showHighlight(@Nullable AhaSegment segment) {
    lines.forEach(
        (key, group) ->
            group
                .getChildren()
                .forEach(n -> n.pseudoClassStateChanged(HIGHLIGHTED, key == segment)));
    Content now = content.get();
    Double mm =
        now == null || segment == null || phase.get() >= now.phases()
            ? null
            : now.of(segment).get(phase.get());
    Group group = segment == null ? null : lines.get(segment);
    if (group != null) {
      group.toFront();
    }
    label.setVisible(group != null);
    point.setVisible(group != null && mm != null);
    if (segment != null && group != null) {
      String value = mm == null ? "" : String.format(Locale.ROOT, "  %.1f mm", mm);
      label.setText(name.apply(segment) + value);
      setAccessibleText(label.getText());
      placeLabel(mm == null ? (least + most) / 2 : mm);
    }
  }

  private void placeLabel(double mm) {
    double x = scale.x(phase.get());
    double width = label.getLayoutBounds().getWidth();
    boolean left = x + 10 + width > scale.left() + scale.length();
    point.setCenterX(x);
    point.setCenterY(y(mm));
    label.setX(left ? x - 10 - width : x + 10);
    label.setY(Math.max(TOP + 6, y(mm) - 10));
  }

  private static Text text(String words) {
    Text text = new Text(words);
    text.setTextOrigin(VPos.CENTER);
    text.setFont(javafx.scene.text.Font.font(Look.FAMILY, 10.5));
    return text;
  }

  /** What is shown; null shows nothing. */
  public ObjectProperty<@Nullable Content> contentProperty() {
    return content;
  }

  /** The segment pointed at, here or elsewhere; null when none is. */
  public ObjectProperty<@Nullable AhaSegment> highlightedProperty() {
    return highlighted;
  }

  /** The 0-based phase shown. */
  public IntegerProperty phaseProperty() {
    return phase;
  }

  /** Receives the 0-based phase at which the plot was pressed. */
  public void setOnSeek(IntConsumer action) {
    onSeek = action;
  }

  /** Where a thickness at a phase lies in this control, for pointing at it. */
  public javafx.geometry.Point2D place(int at, double mm) {
    return new javafx.geometry.Point2D(scale.x(at), y(mm));
  }
}
