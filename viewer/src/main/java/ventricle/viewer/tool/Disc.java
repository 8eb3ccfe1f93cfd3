package ventricle.viewer.tool;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.input.KeyCode;
import ventricle.engine.domain.Point;

/** The size of round tools: [ and ] or shift and wheel change it. */
public final class Disc {

  public static final double SMALLEST_RADIUS = 1;
  public static final double LARGEST_RADIUS = 60;
  private static final double STEP = 1.15;

  private final DoubleProperty radius;

  /**
   * @param radius to begin with, image columns
   */
  public Disc(double radius) {
    this.radius = new SimpleDoubleProperty(this, "radius", radius);
  }

  /** In image columns. */
  public DoubleProperty radiusProperty() {
    return radius;
  }

  double radius() {
    return radius.get();
  }

  /** Larger by a number of steps; smaller where it is negative. */
  public void resize(int steps) {
    radius.set(Math.clamp(radius.get() * Math.pow(STEP, steps), SMALLEST_RADIUS, LARGEST_RADIUS));
  }

  /** True when the key was one of its own. */
  boolean key(KeyCode key) {
    switch (key) {
      case OPEN_BRACKET -> resize(-1);
      case CLOSE_BRACKET -> resize(1);
      default -> {
        return false;
      }
    }
    return true;
  }

  ToolDraft.Circle at(Point centre, ToolDraft.Sign sign) {
    return new ToolDraft.Circle(centre, radius.get(), sign);
  }
}
