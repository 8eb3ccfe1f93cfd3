package ventricle.engine.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.InstanceRef;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;

/**
 * Paints stacks in the greys that the formula network {@code test-segment} reads: round LV cavity
 * and wall, a round RV beside them, partial coverage at every border. Radii in mm, 0 for absent.
 */
final class TestHearts {

  static final double RV_RADIUS = 12;
  static final double RV_OFFSET = -34;

  /** A radius in mm for a 0-based slice and phase. */
  interface Radius {
    double at(int slice, int phase);
  }

  int rows = 100;
  int columns = 90;
  @Nullable PixelSpacing spacing = new PixelSpacing(1.2, 1.2);
  int slices = 3;
  int phases = 1;
  Point centre = new Point(45, 50);
  Radius endo = (slice, phase) -> 9;
  Radius epi = (slice, phase) -> 15;
  Radius rv = (slice, phase) -> RV_RADIUS;

  /** Share of the way round the cavity that has a wall. */
  Radius walled = (slice, phase) -> 1;

  /** A second bright ring of cavity and wall far from the heart in this slice; −1 for none. */
  int islandSlice = -1;

  Set<FrameKey> missing = Set.of();

  CineStack stack() {
    List<Slice> geometry = new ArrayList<>();
    TreeMap<FrameKey, CineFrame> frames = new TreeMap<>();
    for (int z = 0; z < slices; z++) {
      geometry.add(
          new Slice(
              rows,
              columns,
              spacing,
              new Vector3(10, -20, 8.0 * z),
              new Vector3(1, 0, 0),
              new Vector3(0, 1, 0),
              8.0));
      for (int phase = 0; phase < phases; phase++) {
        FrameKey key = new FrameKey(z, phase);
        if (!missing.contains(key)) {
          frames.put(
              key,
              new CineFrame(
                  new InstanceRef("", z + "." + phase, "", 1), paint(z, phase), null, null, null));
        }
      }
    }
    return new CineStack("test", null, geometry, phases, frames, null, null, List.of());
  }

  private Pixels paint(int slice, int phase) {
    short[] values = new short[rows * columns];
    int fine = 4;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double sum = 0;
        for (int i = 0; i < fine * fine; i++) {
          double x = column + (i % fine + 0.5) / fine - 0.5;
          double y = row + (i / fine + 0.5) / fine - 0.5;
          sum += level(x, y, slice, phase);
        }
        values[row * columns + column] = (short) Math.round(1000 * sum / (fine * fine));
      }
    }
    return Pixels.unsigned(rows, columns, values);
  }

  private double level(double x, double y, int slice, int phase) {
    PixelSpacing mm = spacing == null ? new PixelSpacing(1.5, 1.5) : spacing;
    double dx = (x - centre.x()) * mm.column();
    double dy = (y - centre.y()) * mm.row();
    double r = Math.hypot(dx, dy);
    if (r < endo.at(slice, phase)) {
      return 0.65;
    }
    double turn = (Math.atan2(dy, dx) + Math.PI) / (2 * Math.PI);
    if (r < epi.at(slice, phase) && turn <= walled.at(slice, phase)) {
      return 0.35;
    }
    if (Math.hypot(dx - RV_OFFSET, dy) < rv.at(slice, phase)) {
      return 1;
    }
    if (slice == islandSlice && Math.hypot(dx, dy - 30) < 8) {
      return Math.hypot(dx, dy - 30) < 5 ? 0.65 : 0.35;
    }
    return 0;
  }
}
