package ventricle.engine.dicom.seg;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Rasteriser;

/** Label images that lie somewhere, and the volume that they make. */
public final class LabelPlanes {

  /** What is at least half in is in. */
  private static final float IN = .5f;

  private static final double SAME_PLACE_MM = .01;

  /**
   * A label image.
   *
   * @param labels row by row: 1 RV cavity, 2 LV myocardium, 3 LV cavity; not copied
   */
  public record Plane(Slice place, byte[] labels) {}

  private final List<Plane> planes;
  private final @Nullable PlaneVolume volume;

  /**
   * @param planes in any order
   */
  public LabelPlanes(List<Plane> planes) {
    this.planes = List.copyOf(planes);
    this.volume =
        planes.isEmpty() ? null : new PlaneVolume(planes.stream().map(LabelPlanes::maps).toList());
  }

  /**
   * The planes of a segmentation, each pixel with the part of a ventricle that takes at least half
   * of it.
   *
   * @throws UnusableInputException when no segment is a ventricle or its muscle, a frame does not
   *     say where it lies, or one is damaged
   */
  public static LabelPlanes of(SegmentationObject object) throws UnusableInputException {
    SegmentParts parts = new SegmentParts(object);
    Map<Slice, List<SegmentationObject.Frame>> frames = new LinkedHashMap<>();
    for (SegmentationObject.Frame frame : parts.frames()) {
      Slice plane = frame.plane();
      if (plane == null) {
        throw new UnusableInputException(object.name(), "does not say where its frames lie");
      }
      frames.computeIfAbsent(place(frames.keySet(), plane), p -> new ArrayList<>()).add(frame);
    }
    List<Plane> planes = new ArrayList<>();
    for (Map.Entry<Slice, List<SegmentationObject.Frame>> e : frames.entrySet()) {
      Map<Structure, float[]> maps = parts.maps(e.getValue()).structures();
      planes.add(new Plane(e.getKey(), painted(maps, e.getKey())));
    }
    return new LabelPlanes(planes);
  }

  private static Slice place(Collection<Slice> known, Slice plane) {
    return known.stream()
        .filter(s -> s.position().minus(plane.position()).length() < SAME_PLACE_MM)
        .filter(s -> s.parallelTo(plane))
        .findFirst()
        .orElse(plane);
  }

  private static byte[] painted(Map<Structure, float[]> maps, Slice place) {
    byte[] labels = new byte[place.rows() * place.columns()];
    paint(labels, maps.get(Structure.RV_ENDO), Rasteriser.RV_CAVITY);
    paint(labels, maps.get(Structure.LV_EPI), Rasteriser.LV_MYOCARDIUM);
    paint(labels, maps.get(Structure.LV_ENDO), Rasteriser.LV_CAVITY);
    return labels;
  }

  private static void paint(byte[] labels, float @Nullable [] map, byte label) {
    for (int i = 0; map != null && i < labels.length; i++) {
      labels[i] = map[i] >= IN ? label : labels[i];
    }
  }

  private static PlaneMaps maps(Plane plane) {
    byte[] labels = plane.labels();
    EnumMap<Structure, float[]> maps = new EnumMap<>(Structure.class);
    float[] right = new float[labels.length];
    float[] whole = new float[labels.length];
    float[] cavity = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      right[i] = labels[i] == Rasteriser.RV_CAVITY ? 1 : 0;
      cavity[i] = labels[i] == Rasteriser.LV_CAVITY ? 1 : 0;
      whole[i] = labels[i] == Rasteriser.LV_MYOCARDIUM ? 1 : cavity[i];
    }
    maps.put(Structure.RV_ENDO, right);
    maps.put(Structure.LV_ENDO, cavity);
    if (Rasteriser.holds(labels, Rasteriser.LV_MYOCARDIUM)) {
      maps.put(Structure.LV_EPI, whole);
    }
    return new PlaneMaps(plane.place(), ImageSize.of(plane.place()), maps);
  }

  public List<Plane> planes() {
    return planes;
  }

  /**
   * What lies where a slice is, in the slice's pixels, interpolated between the planes; empty where
   * they are not parallel or there is one only.
   */
  public Optional<byte[]> cut(Slice slice) {
    if (volume == null || !volume.solid()) {
      return Optional.empty();
    }
    return Optional.of(painted(volume.cut(slice), slice));
  }
}
