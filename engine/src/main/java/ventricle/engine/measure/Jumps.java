package ventricle.engine.measure;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.ReviewDocument;

/**
 * Flags for LV contours on screen that jump from phase to phase, once every phase has been drawn.
 */
final class Jumps {

  private Jumps() {}

  static List<Flag> flags(CineStack stack, ReviewDocument document, StackVolumes volumes) {
    boolean everywhere =
        IntStream.range(0, stack.phases()).allMatch(p -> volumes.complete(p, Structure.LV_ENDO));
    if (!everywhere) {
      return List.of();
    }
    List<Double> mm = stack.slabThicknessesMm();
    double[] slabs = new double[stack.sliceCount()];
    double[][] areas = new double[stack.sliceCount()][];
    for (int slice = 0; slice < slabs.length; slice++) {
      slabs[slice] = mm == null ? 1 : mm.get(slice);
      areas[slice] = areas(stack, document, volumes, slice);
    }
    return TemporalCheck.jumps(areas, slabs).stream().map(Jumps::flag).toList();
  }

  private static double[] areas(
      CineStack stack, ReviewDocument document, StackVolumes volumes, int slice) {
    @Nullable PixelSpacing spacing = stack.slice(slice).spacing();
    double pixel = spacing == null ? 1 : spacing.pixelAreaMm2();
    double[] areas = new double[stack.phases()];
    for (int phase = 0; phase < areas.length; phase++) {
      ContourKey key = ContourKey.of(slice, phase, Structure.LV_ENDO);
      areas[phase] =
          document.excluded(key) || stack.frame(key.frame()).isEmpty()
              ? Double.NaN
              : pixel
                  * volumes
                      .contour(slice, phase, Structure.LV_ENDO)
                      .map(Polygons::area)
                      .orElse(0.0);
    }
    return areas;
  }

  private static Flag flag(TemporalCheck.Jump jump) {
    FrameKey frame = new FrameKey(jump.slice(), jump.phase());
    return jump.whole()
        ? Flag.of(frame, FlagCodes.CONTOUR_JUMPS + ".volume", jump.phase() + 1, jump.slice() + 1)
        : Flag.of(frame, FlagCodes.CONTOUR_JUMPS, jump.slice() + 1, jump.phase() + 1);
  }
}
