package ventricle.engine.phantom;

import java.util.List;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;

/**
 * Where a long-axis cine lies: through the LV's axis at end diastole, turned about it as readers
 * plan the view. The image is held as scanners hold an oblique one.
 *
 * @param name what the view shows, for the description of its series
 * @param plane geometry of its only slice
 */
record LongAxisPlan(String name, Slice plane) {

  private static final double THICKNESS_MM = 6;
  private static final Vector3 LEFT = new Vector3(1, 0, 0);
  private static final Vector3 POSTERIOR = new Vector3(0, 1, 0);
  private static final Vector3 INFERIOR = new Vector3(0, 0, -1);

  /** Part of the LV's length, from the mitral plane, that lies in the middle of the image. */
  private static final double MIDDLE = .2;

  /**
   * A view. 4- and 3-chamber are held like transverse images, patient's left to the right and
   * posterior down, the 2-chamber like a sagittal one.
   *
   * @param degrees angle about the axis from the middle of the septum toward anterior, after the
   *     segments whose walls it shows (Cerqueira 2002)
   * @param aside how far the middle of the image lies off the axis toward that angle, mm
   * @param row direction that rows follow as far as the plane lets them
   * @param column the same of columns
   */
  private record View(String name, double degrees, double aside, Vector3 row, Vector3 column) {}

  private static final List<View> VIEWS =
      List.of(
          new View("4-chamber", -25, 14, LEFT, POSTERIOR),
          new View("3-chamber", 28, 8, LEFT, POSTERIOR),
          new View("2-chamber", 92, 0, POSTERIOR, INFERIOR));

  /** The four-, three- and two-chamber view of a heart. */
  static List<LongAxisPlan> of(StackPlan stack, HeartSize size) {
    return VIEWS.stream().map(view -> of(stack, size, view)).toList();
  }

  private static LongAxisPlan of(StackPlan stack, HeartSize size, View view) {
    Vector3 axis =
        stack
            .apex()
            .times(size.length())
            .plus(stack.toSeptum().times(size.tiltA()))
            .plus(stack.toAnterior().times(size.tiltB()))
            .normalised();
    double angle = StrictMath.toRadians(view.degrees);
    Vector3 turned =
        stack
            .toSeptum()
            .times(StrictMath.cos(angle))
            .plus(stack.toAnterior().times(StrictMath.sin(angle)));
    Vector3 aside = turned.minus(axis.times(turned.dot(axis))).normalised();
    Vector3 normal = aside.cross(axis);
    Vector3 row = view.row.minus(normal.times(view.row.dot(normal))).normalised();
    Vector3 across = normal.cross(row);
    Vector3 column = across.dot(view.column) < 0 ? across.times(-1) : across;
    double half = (stack.matrix() - 1) / 2.0 * stack.spacingMm();
    Vector3 middle = axis.times(MIDDLE * size.length()).plus(aside.times(view.aside));
    return new LongAxisPlan(
        view.name,
        new Slice(
            stack.matrix(),
            stack.matrix(),
            new PixelSpacing(stack.spacingMm(), stack.spacingMm()),
            middle.minus(row.times(half)).minus(column.times(half)),
            row,
            column,
            THICKNESS_MM));
  }
}
