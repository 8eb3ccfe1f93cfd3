package ventricle.viewer.chart;

import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import ventricle.viewer.look.Words;

/**
 * A value's place against its normal range: the range is the middle third of the bar, the value a
 * dot that stops at the ends. Style class {@code range-bar}, pseudo-class {@code :outside}.
 */
public final class RangeBar extends Region {

  private static final PseudoClass OUTSIDE = PseudoClass.getPseudoClass("outside");
  private static final double BAND = 5;
  private static final double DOT = 4.5;

  /**
   * What a bar shows, in one unit.
   *
   * @param unit for the spoken text
   */
  public record Reading(double value, double low, double high, String unit) {
    public Reading {
      if (!(high > low) || !Double.isFinite(value)) {
        throw new IllegalArgumentException(value + " in " + low + " to " + high);
      }
    }

    public boolean outside() {
      return value < low || value > high;
    }

    /** Place along the bar, 0 to 1. */
    double place() {
      return Math.clamp((1 + (value - low) / (high - low)) / 3, 0, 1);
    }
  }

  private final ObjectProperty<@Nullable Reading> reading =
      new SimpleObjectProperty<>(this, "reading");
  private final Words words;
  private final Rectangle track = new Rectangle();
  private final Rectangle normal = new Rectangle();
  private final Circle dot = new Circle(DOT);

  public RangeBar(Words words) {
    this.words = words;
    getStyleClass().add("range-bar");
    setAccessibleRole(AccessibleRole.TEXT);
    setMinSize(48, 2 * DOT + 3);
    setPrefSize(112, 2 * DOT + 3);
    setMaxHeight(USE_PREF_SIZE);
    track.getStyleClass().add("track-line");
    normal.getStyleClass().add("normal");
    dot.getStyleClass().add("value");
    getChildren().addAll(track, normal, dot);
    getChildren().forEach(node -> node.setManaged(false));
    reading.subscribe(this::readingChanged);
  }

  /** What is shown; null shows nothing. */
  public ObjectProperty<@Nullable Reading> readingProperty() {
    return reading;
  }

  private void readingChanged(@Nullable Reading now) {
    getChildren().forEach(node -> node.setVisible(now != null));
    pseudoClassStateChanged(OUTSIDE, now != null && now.outside());
    setAccessibleText(now == null ? "" : spoken(now));
    requestLayout();
  }

  private String spoken(Reading r) {
    String text = words.range(number(r.value) + " " + r.unit, number(r.low), number(r.high));
    return r.outside() ? text + ", " + words.outsideRange() : text;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.1f" : "%.0f", value);
  }

  @Override
  protected void layoutChildren() {
    double w = getWidth() - 2 * DOT;
    double y = Math.round(getHeight() / 2);
    box(track, DOT, w, y, 2);
    box(normal, DOT + w / 3, w / 3, y, BAND);
    Reading r = reading.get();
    if (r != null) {
      dot.setCenterX(DOT + w * r.place());
      dot.setCenterY(y);
    }
  }

  private static void box(Rectangle box, double x, double width, double middle, double height) {
    box.setX(x);
    box.setWidth(Math.max(0, width));
    box.setY(middle - height / 2);
    box.setHeight(height);
    box.setArcWidth(height);
    box.setArcHeight(height);
  }
}
