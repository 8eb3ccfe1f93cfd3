package ventricle.engine.measure.regional;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.TestShapes;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewDocument;

/**
 * Round walls of known thickness in a stack of eleven slices 8 mm apart, whose rows lie 1.2 and
 * columns 1.6 mm apart. The heart is seen from the apex, the RV to the left: the septum is the left
 * wall, anterior is up. Slices 1 to 9 show the LV at ED (phase 0), 2 to 8 or less at ES (phase 1).
 */
final class RoundHearts {

  static final double ROW = 1.2;
  static final double COLUMN = 1.6;
  static final int SLICES = 11;
  static final double INNER = 20;

  private static final Vector3 RIGHT = new Vector3(1, 0, 0);
  private static final Vector3 DOWN = new Vector3(0, 0, -1);

  private RoundHearts() {}

  static CineStack stack(int slices, PixelSpacing spacing) {
    List<Slice> geometry = new ArrayList<>();
    for (int i = 0; i < slices; i++) {
      // seen from the apex, which lies in front of the chest: into the picture is to the base
      Vector3 position = RIGHT.cross(DOWN).times(-8.0 * i);
      geometry.add(new Slice(100, 100, spacing, position, RIGHT, DOWN, 6.0));
    }
    return new CineStack("", null, geometry, 2, new TreeMap<>(), null, null, List.of());
  }

  static final CineStack STACK = stack(SLICES, new PixelSpacing(ROW, COLUMN));

  /** A border around the middle of the image by its radius in mm at each angle. */
  static Contour border(DoubleUnaryOperator radiusMm) {
    Contour mm = TestShapes.star(0, 0, 240, radiusMm);
    double[] xs = mm.xs();
    double[] ys = mm.ys();
    for (int i = 0; i < xs.length; i++) {
      xs[i] = 50 + xs[i] / COLUMN;
      ys[i] = 50 + ys[i] / ROW;
    }
    return Contour.of(xs, ys);
  }

  /** A wall whose thickness depends on the angle, rad, from right over down. */
  static void wall(Map<ContourKey, Contour> to, int slice, int phase, DoubleUnaryOperator mm) {
    to.put(ContourKey.of(slice, phase, Structure.LV_ENDO), border(a -> INNER));
    to.put(ContourKey.of(slice, phase, Structure.LV_EPI), border(a -> INNER + mm.applyAsDouble(a)));
    // the crescent on the left: insertions 60° up and down of the middle of the septum
    double outer = INNER + mm.applyAsDouble(Math.PI);
    Contour rv =
        TestShapes.star(
            0,
            0,
            240,
            t -> {
              double off = Math.abs(Math.abs(t - Math.PI));
              return off < Math.PI / 3 ? outer + 20 : outer + 1;
            });
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < rv.size(); i++) {
      double off = Math.abs(2 * Math.PI * i / rv.size() - Math.PI);
      if (off < Math.PI / 3) {
        points.add(new Point(50 + rv.x(i) / COLUMN, 50 + rv.y(i) / ROW));
      }
    }
    for (int i = rv.size() - 1; i >= 0; i--) {
      double angle = 2 * Math.PI * i / rv.size();
      if (Math.abs(angle - Math.PI) < Math.PI / 3) {
        double r = INNER + mm.applyAsDouble(angle) + .5;
        points.add(new Point(50 + r * Math.cos(angle) / COLUMN, 50 + r * Math.sin(angle) / ROW));
      }
    }
    to.put(ContourKey.of(slice, phase, Structure.RV_ENDO), Contour.of(points));
  }

  static SortedMap<ContourKey, Contour> heart() {
    TreeMap<ContourKey, Contour> contours = new TreeMap<>();
    for (int slice = 1; slice <= 9; slice++) {
      wall(contours, slice, 0, a -> 8);
    }
    for (int slice = 2; slice <= 9; slice++) {
      wall(contours, slice, 1, a -> 11);
    }
    return contours;
  }

  static ReviewDocument document(SortedMap<ContourKey, Contour> contours) {
    return document(contours, SLICES);
  }

  static ReviewDocument document(SortedMap<ContourKey, Contour> contours, int slices) {
    TreeMap<ContourKey, Tracing> drawn = new TreeMap<>();
    contours.forEach((k, c) -> drawn.put(k, new Tracing(c, new Provenance.Imported("test"))));
    ReviewDocument document = ReviewDocument.blank("1.2.3", slices, 2);
    for (Edit edit :
        List.of(
            new Edit.ModelRun(Set.of(0, 1), drawn, null, Set.of(), "cpu"),
            new Edit.MoveMark(Mark.ED, 0, "r"),
            new Edit.MoveMark(Mark.ES, 1, "r"))) {
      document = Edits.apply(document, edit).orThrow();
    }
    return document;
  }
}
