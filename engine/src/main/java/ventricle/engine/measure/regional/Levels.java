package ventricle.engine.measure.regional;

import java.util.Optional;
import ventricle.engine.measure.regional.AhaSegment.Level;

/**
 * Thirds of the LV's length at one phase (Cerqueira and others, Circulation 2002;105:539). The LV
 * reaches from the upper face of the first slab that shows it to the lower face of the last, at
 * that phase: as the base descends, slices change their level, and what is compared lies at the
 * same part of the ventricle's length.
 *
 * @param base upper end along the stack's axis, mm
 * @param apex lower end, mm
 */
record Levels(double base, double apex) {

  /**
   * @param depths of all slices along the axis, mm, growing
   * @param first slice that shows the LV
   * @param last slice that shows it
   * @return empty where there is one slice only, whose thickness nobody knows
   */
  static Optional<Levels> of(double[] depths, int first, int last) {
    if (depths.length < 2) {
      return Optional.empty();
    }
    return Optional.of(
        new Levels(
            depths[first] - half(depths, first, first - 1),
            depths[last] + half(depths, last, last + 1)));
  }

  /**
   * Half the distance to a neighbour; at an end of the stack, to the neighbour on the other side.
   */
  private static double half(double[] depths, int slice, int neighbour) {
    int there = neighbour < 0 || neighbour >= depths.length ? 2 * slice - neighbour : neighbour;
    return Math.abs(depths[there] - depths[slice]) / 2;
  }

  Level at(double depth) {
    return Level.of((depth - base) / (apex - base));
  }
}
