package ventricle.engine.dicom.seg;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.CropGrid;
import ventricle.engine.geometry.Resample;

/** Parallel planes with maps, in order along their normal, as a volume. */
final class PlaneVolume {

  private final List<PlaneMaps> planes;
  private final Vector3 normal;

  /**
   * @param planes at least one; each says where it lies
   */
  PlaneVolume(List<PlaneMaps> planes) {
    this.normal = place(planes.getFirst()).normal();
    this.planes =
        planes.stream().sorted(Comparator.comparingDouble(p -> place(p).along(normal))).toList();
  }

  private static Slice place(PlaneMaps maps) {
    Slice plane = maps.plane();
    if (plane == null) {
      throw new IllegalArgumentException("a plane of a volume lies somewhere");
    }
    return plane;
  }

  /** Whether the planes are parallel, so that there is something between them. */
  boolean solid() {
    return planes.size() > 1
        && planes.stream().allMatch(p -> place(p).parallelTo(place(planes.getFirst())));
  }

  /** The plane that lies on a slice: parallel, and nearest within a distance in mm. */
  Optional<PlaneMaps> on(Slice slice, double within) {
    return planes.stream()
        .filter(p -> slice.parallelTo(place(p)))
        .filter(p -> slice.distanceTo(place(p)) <= within)
        .min(Comparator.comparingDouble(p -> slice.distanceTo(place(p))));
  }

  /** The maps of a slice cut out of the volume, in the slice's pixels. */
  Map<Structure, float[]> cut(Slice slice) {
    EnumMap<Structure, float[]> maps = new EnumMap<>(Structure.class);
    for (Structure structure : Structure.values()) {
      if (planes.stream().anyMatch(p -> p.structures().containsKey(structure))) {
        maps.put(structure, cut(slice, structure));
      }
    }
    return maps;
  }

  private float[] cut(Slice slice, Structure structure) {
    float[] map = new float[slice.rows() * slice.columns()];
    for (int row = 0; row < slice.rows(); row++) {
      for (int column = 0; column < slice.columns(); column++) {
        map[row * slice.columns() + column] =
            value(slice.toPatient(new Point(column, row)), structure);
      }
    }
    return map;
  }

  private float value(Vector3 at, Structure structure) {
    double along = at.dot(normal);
    int above = 0;
    while (above < planes.size() && place(planes.get(above)).along(normal) < along) {
      above++;
    }
    if (above == 0 || above == planes.size()) {
      int end = above == 0 ? 0 : above - 1;
      double reach = Math.abs(gap(above == 0 ? 0 : planes.size() - 2)) / 2;
      double beyond = Math.abs(along - place(planes.get(end)).along(normal));
      return beyond <= reach ? inPlane(planes.get(end), at, structure) : 0;
    }
    double low = place(planes.get(above - 1)).along(normal);
    double part = (along - low) / (place(planes.get(above)).along(normal) - low);
    return (float)
        ((1 - part) * inPlane(planes.get(above - 1), at, structure)
            + part * inPlane(planes.get(above), at, structure));
  }

  private double gap(int index) {
    return place(planes.get(index + 1)).along(normal) - place(planes.get(index)).along(normal);
  }

  private static float inPlane(PlaneMaps plane, Vector3 at, Structure structure) {
    float @Nullable [] map = plane.structures().get(structure);
    if (map == null) {
      return 0;
    }
    Point p = place(plane).toImage(at);
    return Resample.bilinear(map, plane.size(), p.x(), p.y(), CropGrid.Border.ZERO);
  }

  /** Pixels of a slice in one pixel of the planes, at least 1. */
  double coarseness(Slice slice) {
    PixelSpacing ours = slice.spacing();
    PixelSpacing theirs = place(planes.getFirst()).spacing();
    return ours == null || theirs == null
        ? 1
        : Math.max(1, Math.sqrt(theirs.pixelAreaMm2() / ours.pixelAreaMm2()));
  }
}
