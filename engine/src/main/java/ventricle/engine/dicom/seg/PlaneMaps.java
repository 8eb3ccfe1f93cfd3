package ventricle.engine.dicom.seg;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.IsoContour;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.Rasteriser;

/**
 * How much of each pixel of a plane lies within the border of each structure, 0..1.
 *
 * @param plane where it lies, null when unknown
 */
record PlaneMaps(@Nullable Slice plane, ImageSize size, Map<Structure, float[]> structures) {

  /** The hole of a ring is the cavity when it takes at least this part of the whole. */
  private static final double LEAST_HOLE = 0.1;

  static PlaneMaps of(
      @Nullable Slice plane, int rows, int columns, Map<SegmentPart, float[]> parts) {
    ImageSize size = new ImageSize(rows, columns);
    EnumMap<Structure, float[]> maps = new EnumMap<>(Structure.class);
    float[] cavity = parts.get(SegmentPart.LV_CAVITY);
    float[] muscle = parts.get(SegmentPart.LV_MYOCARDIUM);
    float[] whole = parts.get(SegmentPart.LV_WHOLE);
    float[] right = parts.get(SegmentPart.RV_CAVITY);
    float[] papillary = parts.get(SegmentPart.LV_PAPILLARY);
    if (muscle != null && cavity != null) {
      whole = whole == null ? sum(muscle, cavity) : larger(whole, sum(muscle, cavity));
    } else if (muscle != null) {
      cavity = hole(muscle, size);
      whole = cavity == null ? muscle : sum(muscle, cavity);
    }
    put(maps, Structure.LV_ENDO, cavity);
    put(maps, Structure.LV_EPI, whole);
    put(maps, Structure.RV_ENDO, right);
    put(maps, Structure.LV_PAPILLARY, papillary);
    return new PlaneMaps(plane, size, maps);
  }

  private static void put(
      Map<Structure, float[]> maps, Structure structure, float @Nullable [] map) {
    if (map != null) {
      maps.put(structure, map);
    }
  }

  static float[] larger(float[] a, float[] b) {
    float[] result = new float[a.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.max(a[i], b[i]);
    }
    return result;
  }

  private static float[] sum(float[] a, float[] b) {
    float[] result = new float[a.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.min(1, a[i] + b[i]);
    }
    return result;
  }

  /** What a closed ring of muscle goes round; null where it is open or full. */
  private static float @Nullable [] hole(float[] muscle, ImageSize size) {
    Contour outer = IsoContour.largest(muscle, size, 0.5).orElse(null);
    if (outer == null) {
      return null;
    }
    boolean[] inside = Rasteriser.mask(outer, size);
    float[] free = new float[muscle.length];
    for (int i = 0; i < free.length; i++) {
      free[i] = inside[i] ? 1 - muscle[i] : 0;
    }
    Contour hole = IsoContour.largest(free, size, 0.5).orElse(null);
    return hole == null || Polygons.area(hole) < LEAST_HOLE * Polygons.area(outer) ? null : free;
  }
}
