package ventricle.engine.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

/**
 * Draws part of a border anew: a freehand line takes the place of the stretch it runs along, and
 * its ends run smoothly into what stays.
 */
public final class Redraw {

  /** Distance between the vertices of the new stretch, pixels. */
  private static final double STEP = 0.75;

  /** Shorter lines are slips of the hand, pixels. */
  private static final double SHORTEST = 2;

  /** How far along the border a join is smoothed on either side, pixels. */
  private static final double BLEND = 3;

  private static final int BLEND_ROUNDS = 12;
  private static final int TREMOR_ROUNDS = 4;

  private Redraw() {}

  /**
   * A border with a stretch drawn anew.
   *
   * @param contour simple and on the image
   * @param replaced the stretch of the old border that is gone, as an open line
   */
  public record Result(Contour contour, List<Point> replaced) {
    public Result {
      replaced = List.copyOf(replaced);
    }
  }

  /**
   * Of the two stretches between the ends of the line the one goes that the line follows more
   * closely, so also one longer than what stays.
   *
   * @param drawn in the order in which it was drawn; ends off the border are led to it
   * @return empty when the line is too short or nothing would be left
   */
  public static Optional<Result> stretch(Contour c, List<Point> drawn, ImageSize image) {
    List<Point> line = OpenLines.even(drawn, STEP);
    if (OpenLines.length(line) < SHORTEST) {
      return Optional.empty();
    }
    line = OpenLines.smooth(line, TREMOR_ROUNDS);
    line = withoutHook(c, withoutHook(c, line).reversed()).reversed();
    Polygons.Nearest a = Polygons.nearest(c, line.getFirst());
    Polygons.Nearest b = Polygons.nearest(c, line.getLast());
    List<Point> ahead = between(c, a, b);
    List<Point> back = between(c, b, a).reversed();
    boolean aheadGoes = apart(ahead, line) <= apart(back, line);
    List<Point> replaced = aheadGoes ? ahead : back;
    List<Point> kept = (aheadGoes ? back : ahead).reversed();
    return WholeContour.valid(joined(line, kept), image).map(ring -> new Result(ring, replaced));
  }

  /** A line that begins beside the border and soon crosses it begins at the crossing. */
  private static List<Point> withoutHook(Contour c, List<Point> line) {
    double reach = Math.max(BLEND, 2 * Polygons.distance(c, line.getFirst()));
    int begin = 0;
    boolean inside = Polygons.contains(c, line.getFirst());
    for (int i = 1; i < line.size() - 2 && i * STEP <= reach; i++) {
      boolean now = Polygons.contains(c, line.get(i));
      begin = now == inside ? begin : i;
      inside = now;
    }
    return line.subList(begin, line.size());
  }

  /** The border from one place to another in its own direction, both ends included. */
  private static List<Point> between(Contour c, Polygons.Nearest from, Polygons.Nearest to) {
    List<Point> part = new ArrayList<>();
    part.add(from.point());
    boolean straight = from.edge() == to.edge() && from.fraction() <= to.fraction();
    int edge = from.edge();
    int steps = straight ? 0 : Math.floorMod(to.edge() - from.edge() - 1, c.size()) + 1;
    for (int i = 0; i < steps; i++) {
      edge = (edge + 1) % c.size();
      part.add(c.point(edge));
    }
    part.add(to.point());
    return part;
  }

  /** How far two lines are from following each other, pixels. */
  private static double apart(List<Point> a, List<Point> b) {
    List<Point> evenA = OpenLines.even(a, STEP);
    List<Point> evenB = OpenLines.even(b, STEP);
    return OpenLines.meanDistance(evenA, evenB) + OpenLines.meanDistance(evenB, evenA);
  }

  /** A ring of the new stretch and what stays, smooth where they meet. */
  private static Contour joined(List<Point> line, List<Point> kept) {
    double gapEnd = line.getLast().distance(kept.getFirst());
    double gapStart = line.getFirst().distance(kept.getLast());
    List<Point> ring = new ArrayList<>(line);
    List<Double> weights = weights(line, gapStart, gapEnd);
    List<Point> rest = OpenLines.dense(kept, STEP, BLEND + gapEnd, BLEND + gapStart);
    ring.addAll(rest);
    weights.addAll(weights(rest, gapEnd, gapStart));
    return Contour.of(withoutRepeats(OpenLines.relaxed(ring, weights, BLEND_ROUNDS)));
  }

  /** How much each vertex gives way: fully at an end, not at all beyond the blend. */
  private static List<Double> weights(List<Point> line, double gapStart, double gapEnd) {
    double length = OpenLines.length(line);
    List<Double> weights = new ArrayList<>();
    double at = 0;
    for (int i = 0; i < line.size(); i++) {
      at += i == 0 ? 0 : line.get(i - 1).distance(line.get(i));
      double start = 1 - at / (BLEND + gapStart);
      double end = 1 - (length - at) / (BLEND + gapEnd);
      weights.add(Math.max(0, Math.max(start, end)));
    }
    return weights;
  }

  private static List<Point> withoutRepeats(List<Point> ring) {
    List<Point> kept = new ArrayList<>();
    for (Point p : ring) {
      if (kept.isEmpty() || kept.getLast().distance(p) > 1e-6) {
        kept.add(p);
      }
    }
    while (kept.size() > 3 && kept.getLast().distance(kept.getFirst()) <= 1e-6) {
      kept.removeLast();
    }
    return kept;
  }
}
