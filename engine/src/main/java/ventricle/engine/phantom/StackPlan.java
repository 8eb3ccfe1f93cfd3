package ventricle.engine.phantom;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;

/**
 * Where the images lie. The origin of the patient system is the middle of the mitral plane at end
 * diastole.
 *
 * @param matrix rows and columns
 * @param spacingMm distance of pixels
 * @param axisX column where the LV's long axis meets the images
 * @param axisY row of the same
 * @param septum direction from the LV's axis to the middle of the septum in the image, rad
 * @param slices geometry of each slice, basal first
 * @param levels level of each slice along the long axis, mm toward the apex
 * @param breaths how far the heart lay off in each slice's breath-hold
 * @param apex unit vector along the long axis toward the apex
 */
record StackPlan(
    int matrix,
    double spacingMm,
    double axisX,
    double axisY,
    double septum,
    List<Slice> slices,
    List<Double> levels,
    List<Breath> breaths,
    Vector3 apex) {

  /** Displacement of the whole body in the image plane, mm to the right and down. */
  record Breath(double x, double y) {}

  static StackPlan draw(
      Draws draws, double length, @Nullable Integer sliceCount, @Nullable Integer matrixSize) {
    Vector3 apex =
        new Vector3(
                draws.between(0.58, 0.66), draws.between(-0.60, -0.50), draws.between(-0.60, -0.50))
            .normalised();
    Vector3 inferior = new Vector3(0, 0, -1);
    Vector3 down = inferior.minus(apex.times(inferior.dot(apex))).normalised();
    Vector3 right = apex.cross(down);
    double turn = StrictMath.toRadians(draws.between(-12, 28));
    Vector3 row =
        right.times(StrictMath.cos(turn)).plus(down.times(StrictMath.sin(turn))).normalised();
    Vector3 column =
        down.times(StrictMath.cos(turn)).minus(right.times(StrictMath.sin(turn))).normalised();
    Vector3 toRv = new Vector3(-0.62, -0.72, -0.2);
    double septum =
        StrictMath.atan2(toRv.dot(column), toRv.dot(row))
            + StrictMath.toRadians(draws.between(-8, 14));

    int[] matrices = {208, 216, 224, 240, 256};
    int usual = matrices[draws.integer(0, matrices.length - 1)];
    double field = draws.between(325, 365);
    int matrix = matrixSize == null ? usual : matrixSize;
    double spacing = StrictMath.rint(field / matrix * 1e4) / 1e4;
    double axisX = (matrix - 1) / 2.0 + draws.between(-14, 10) / spacing;
    double axisY = (matrix - 1) / 2.0 + draws.between(-14, 8) / spacing;

    List<Double> levels = levels(draws, length + 2, sliceCount);
    double thickness = Math.min(distance(levels), draws.chance(0.6) ? 8 : 7);
    List<Slice> slices = new ArrayList<>();
    List<Breath> breaths = new ArrayList<>();
    for (double level : levels) {
      Vector3 position =
          apex.times(level).minus(row.times(axisX * spacing)).minus(column.times(axisY * spacing));
      slices.add(
          new Slice(
              matrix,
              matrix,
              new PixelSpacing(spacing, spacing),
              position,
              row,
              column,
              thickness));
      breaths.add(new Breath(0.7 * draws.normal(), 0.9 * draws.normal()));
    }
    return new StackPlan(matrix, spacing, axisX, axisY, septum, slices, levels, breaths, apex);
  }

  /** Unit vector from the long axis toward the middle of the septum. */
  Vector3 toSeptum() {
    return row().times(StrictMath.cos(septum)).plus(column().times(StrictMath.sin(septum)));
  }

  /** Unit vector from the long axis toward anterior, square to the septum's. */
  Vector3 toAnterior() {
    return column().times(StrictMath.cos(septum)).minus(row().times(StrictMath.sin(septum)));
  }

  private Vector3 row() {
    return slices.getFirst().rowDirection();
  }

  private Vector3 column() {
    return slices.getFirst().columnDirection();
  }

  /** Distance of neighbouring slices; 8 mm for a single one. */
  double distanceMm() {
    return distance(levels);
  }

  private static double distance(List<Double> levels) {
    return levels.size() < 2 ? 8 : levels.get(1) - levels.get(0);
  }

  /**
   * Enough slices to begin above the mitral plane and to end below the apex; where fewer are asked
   * for than that takes at 10 mm, they lie in the middle.
   */
  private static List<Double> levels(Draws draws, double cover, @Nullable Integer asked) {
    double[] usual = {8, 9, 10};
    double distance = usual[draws.integer(0, 2)];
    double lead = draws.between(0.25, 0.7);
    if (cover / distance > 9.5) {
      distance = 10;
    }
    int count = asked == null ? 1 + (int) StrictMath.ceil(cover / distance + 0.35) : asked;
    if (asked != null) {
      double fitting = cover / Math.max(0.5, count - 1.9);
      distance = StrictMath.ceil(Math.max(5, Math.min(10, fitting)) * 10) / 10;
    }
    double spare = (count - 1) * distance - cover;
    double first = spare > 0 ? -lead * spare : 0.42 * cover - (count - 1) * distance / 2;
    List<Double> levels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      levels.add(first + i * distance);
    }
    return List.copyOf(levels);
  }
}
