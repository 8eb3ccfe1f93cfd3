package ventricle.engine.measure.regional;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The polar map of the left ventricle in the unit circle: x to the right, y <em>down</em>, the
 * centre at (0, 0). Base outside, apex inside, anterior at the top, septum on the left; 60 degrees
 * a segment in the basal and the middle ring, 90 in the apical one, which reaches the centre
 * because short-axis slices have no cap (Cerqueira et al., Circulation 2002;105:539, figures 1 and
 * 4, without segment 17). Angles are in degrees, counted from three o'clock and growing
 * <em>anticlockwise as seen</em>.
 */
public final class BullseyeGeometry {

  /** Segments of the map. */
  public static final int SEGMENTS = 16;

  private static final double MID_OUTER = .70;
  private static final double APICAL_OUTER = .39;

  /** Part of the apical radius at which its labels stand: wedges are wide only outside. */
  private static final double APICAL_LABEL = .60;

  private static final List<Sector> SECTORS =
      IntStream.rangeClosed(1, SEGMENTS).mapToObj(BullseyeGeometry::made).toList();

  private BullseyeGeometry() {}

  /** A position in the plane of the map, in units of its radius. */
  public record At(double x, double y) {}

  /**
   * One segment: the part of a ring between two angles.
   *
   * @param segment AHA number, 1 to 16
   * @param inner radius towards the apex, 0 for a wedge
   * @param outer radius towards the base
   * @param startDegrees where it begins, 0 to 360
   * @param extentDegrees how far it goes on, anticlockwise as seen
   */
  public record Sector(
      int segment, double inner, double outer, double startDegrees, double extentDegrees) {

    public double middleDegrees() {
      return (startDegrees + extentDegrees / 2) % 360;
    }

    public double area() {
      return Math.toRadians(extentDegrees) / 2 * (outer * outer - inner * inner);
    }

    /** Where a short text is centred. */
    public At label() {
      double radius = inner == 0 ? APICAL_LABEL * outer : (inner + outer) / 2;
      return at(radius, middleDegrees());
    }

    /**
     * Whether a position belongs to the segment. The start and the inner edge belong to it, the end
     * and the outer edge do not, except the rim of the map: every position of the disc belongs to
     * one segment.
     */
    public boolean contains(double x, double y) {
      double radius = Math.hypot(x, y);
      double angle = Math.toDegrees(Math.atan2(-y, x));
      double beyond = (angle - startDegrees + 720) % 360;
      return radius >= inner
          && (radius < outer || (outer == 1 && radius <= 1))
          && beyond < extentDegrees;
    }

    /**
     * The closed outline as a polygon, clockwise or not as it comes, without its first point again.
     *
     * @param stepDegrees longest step along an arc, more than 0
     */
    public List<At> outline(double stepDegrees) {
      int steps = Math.max(1, (int) Math.ceil(extentDegrees / stepDegrees));
      List<At> points = new ArrayList<>();
      for (int i = 0; i <= steps; i++) {
        points.add(at(outer, startDegrees + extentDegrees * i / steps));
      }
      for (int i = steps; i >= 0 && inner > 0; i--) {
        points.add(at(inner, startDegrees + extentDegrees * i / steps));
      }
      if (inner == 0) {
        points.add(new At(0, 0));
      }
      return List.copyOf(points);
    }

    /**
     * The closed outline as path data of SVG (M, L, A, Z), which JavaFX and PDF libraries read too.
     *
     * @param x centre of the map
     * @param y centre of the map, growing downwards
     * @param radius of the map
     */
    public String path(double x, double y, double radius) {
      At from = at(outer, startDegrees);
      At to = at(outer, startDegrees + extentDegrees);
      StringBuilder path = new StringBuilder();
      path.append("M").append(place(from, x, y, radius));
      path.append("A").append(arc(outer * radius, 0)).append(place(to, x, y, radius));
      if (inner == 0) {
        path.append("L").append(place(new At(0, 0), x, y, radius));
      } else {
        path.append("L")
            .append(place(at(inner, startDegrees + extentDegrees), x, y, radius))
            .append("A")
            .append(arc(inner * radius, 1))
            .append(place(at(inner, startDegrees), x, y, radius));
      }
      return path.append("Z").toString();
    }

    private static String arc(double radius, int clockwise) {
      return String.format(Locale.ROOT, "%.3f,%.3f 0 0 %d ", radius, radius, clockwise);
    }

    private static String place(At at, double x, double y, double radius) {
      return String.format(Locale.ROOT, "%.3f,%.3f", x + at.x * radius, y + at.y * radius);
    }
  }

  /** The segments 1 to 16 in their order. */
  public static List<Sector> sectors() {
    return SECTORS;
  }

  /**
   * @throws IllegalArgumentException unless the number is 1 to 16
   */
  public static Sector sector(int segment) {
    if (segment < 1 || segment > SEGMENTS) {
      throw new IllegalArgumentException("no AHA segment " + segment);
    }
    return SECTORS.get(segment - 1);
  }

  /** The segment at a position; empty outside the disc. */
  public static OptionalInt segmentAt(double x, double y) {
    return SECTORS.stream()
        .filter(sector -> sector.contains(x, y))
        .mapToInt(Sector::segment)
        .findFirst();
  }

  /** A position from its polar coordinates. */
  public static At at(double radius, double degrees) {
    double angle = Math.toRadians(degrees);
    return new At(radius * Math.cos(angle), -radius * Math.sin(angle));
  }

  private static Sector made(int segment) {
    if (segment > 12) {
      return new Sector(segment, 0, APICAL_OUTER, (45 + 90 * (segment - 13)) % 360, 90);
    }
    boolean basal = segment <= 6;
    return new Sector(
        segment,
        basal ? MID_OUTER : APICAL_OUTER,
        basal ? 1 : MID_OUTER,
        (60 + 60 * ((segment - 1) % 6)) % 360,
        60);
  }
}
