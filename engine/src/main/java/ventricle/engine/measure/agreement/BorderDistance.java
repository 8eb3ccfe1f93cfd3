package ventricle.engine.measure.agreement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.geometry.Polygons;

/**
 * Distances between the borders of two readings of one structure in one slice, in the image plane.
 * Borders are sampled every quarter of a pixel and measured to the other border's polygons, so a
 * distance does not depend on where vertices happen to lie.
 *
 * @param hausdorff the largest distance from either border to the other
 * @param hausdorff95 the distance that 95 % of a border's length keeps within, of either border the
 *     larger (as in surface-distance and MONAI; others take both borders together)
 * @param averagePerpendicular APD, symmetric: the mean of both directions' mean distances
 * @param millimetres whether distances are in mm; in pixels when the spacing is unknown
 */
public record BorderDistance(
    double hausdorff, double hausdorff95, double averagePerpendicular, boolean millimetres) {

  private static final double STEP = 0.25;
  private static final double MOST = 0.95;

  /**
   * @param a border of the first reading, several where it has several parts
   * @param spacing null when unknown
   * @return empty when one reading is empty
   */
  public static Optional<BorderDistance> between(
      List<Contour> a, List<Contour> b, @Nullable PixelSpacing spacing) {
    if (a.isEmpty() || b.isEmpty()) {
      return Optional.empty();
    }
    PixelSpacing scale = spacing == null ? new PixelSpacing(1, 1) : spacing;
    Directed there = directed(a, b, scale);
    Directed back = directed(b, a, scale);
    return Optional.of(
        new BorderDistance(
            Math.max(there.largest, back.largest),
            Math.max(there.most, back.most),
            (there.mean + back.mean) / 2,
            spacing != null));
  }

  private record Directed(double largest, double most, double mean) {}

  /** A piece of a border. */
  private record Piece(double distance, double length) {}

  private static Directed directed(List<Contour> from, List<Contour> to, PixelSpacing spacing) {
    List<Contour> target = to.stream().map(c -> scaled(c, spacing)).toList();
    List<Piece> pieces = new ArrayList<>();
    for (Contour c : from) {
      Contour border = scaled(c, spacing);
      double step = STEP * Math.min(spacing.row(), spacing.column());
      Contour samples = Polygons.resampleByStep(border, step);
      double length = Polygons.perimeter(border) / samples.size();
      for (Point p : samples.points()) {
        double distance =
            target.stream().mapToDouble(t -> Polygons.distance(t, p)).min().orElseThrow();
        pieces.add(new Piece(distance, length));
      }
    }
    pieces.sort(Comparator.comparingDouble(Piece::distance));
    double whole = pieces.stream().mapToDouble(Piece::length).sum();
    double sum = pieces.stream().mapToDouble(p -> p.distance() * p.length()).sum();
    return new Directed(
        pieces.getLast().distance(), within(MOST * whole, pieces), whole == 0 ? 0 : sum / whole);
  }

  /** The distance within which a length of border lies. */
  private static double within(double length, List<Piece> sorted) {
    double passed = 0;
    for (Piece piece : sorted) {
      passed += piece.length();
      if (passed >= length) {
        return piece.distance();
      }
    }
    return sorted.getLast().distance();
  }

  private static Contour scaled(Contour c, PixelSpacing spacing) {
    return Polygons.affine(c, spacing.column(), spacing.row(), 0, 0);
  }
}
