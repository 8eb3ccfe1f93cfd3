package ventricle.viewer.tool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import ventricle.engine.domain.Point;

/** Where the pointer has been during a freehand movement, no closer than a step on the screen. */
final class Trace {

  private static final double STEP_ON_SCREEN = 2;

  private final List<Point> points = new ArrayList<>();
  private double lastX;
  private double lastY;

  void begin(PointerEvent at) {
    points.clear();
    append(at);
  }

  /** True when the pointer has come far enough to count. */
  boolean extend(PointerEvent at) {
    boolean far = Math.hypot(at.screenX() - lastX, at.screenY() - lastY) >= STEP_ON_SCREEN;
    if (far) {
      append(at);
    }
    return far;
  }

  private void append(PointerEvent at) {
    points.add(at.image());
    lastX = at.screenX();
    lastY = at.screenY();
  }

  void clear() {
    points.clear();
  }

  /** In image coordinates. */
  List<Point> points() {
    return Collections.unmodifiableList(points);
  }
}
