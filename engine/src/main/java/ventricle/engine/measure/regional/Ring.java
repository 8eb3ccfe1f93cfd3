package ventricle.engine.measure.regional;

import java.util.List;
import java.util.Optional;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.WallChords;
import ventricle.engine.geometry.WallChords.Chord;

/**
 * The wall of one frame as a closed ring, in mm.
 *
 * @param centre of what the epicardium encloses
 * @param chords across the wall, at equal distances around it
 */
record Ring(Point centre, List<Chord> chords) {

  /**
   * A wall that is nowhere thinner is closed, mm. Where endocardium and epicardium meet, the muscle
   * is open: at the valves and in the outflow tract.
   */
  static final double OPEN_BELOW_MM = 0.5;

  /**
   * In the most basal slice, a wall that is somewhere thinner than this part of its median opens
   * into the outflow tract: there readers close the ring by a line. It holds for 2 of the most
   * basal slices of 65 training cases at ED and for 12 at ES; further down a wall may be as thin.
   */
  static final double OUTFLOW_BELOW = 0.25;

  boolean opensIntoOutflow() {
    double[] lengths = chords.stream().mapToDouble(Chord::length).sorted().toArray();
    return lengths[0] < OUTFLOW_BELOW * lengths[lengths.length / 2];
  }

  /** Empty where the wall is no closed ring. */
  static Optional<Ring> of(Contour endo, Contour epi) {
    for (int i = 0; i < endo.size(); i++) {
      if (!Polygons.contains(epi, endo.point(i))) {
        return Optional.empty();
      }
    }
    List<Chord> chords = WallChords.of(endo, epi);
    boolean closed =
        !chords.isEmpty() && chords.stream().allMatch(chord -> chord.length() >= OPEN_BELOW_MM);
    return closed ? Optional.of(new Ring(Polygons.centroid(epi), chords)) : Optional.empty();
  }

  /** Direction from the centre, rad, from the plane's first axis to its second. */
  double direction(Point p) {
    return Math.atan2(p.y() - centre.y(), p.x() - centre.x());
  }
}
