package ventricle.engine.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Bounds;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Polygons;

/**
 * Ventricles that a narrow field of view has cut: a contour that runs along the edge of its image
 * ends where the image does, not where the ventricle does, and the volume is that of what is seen.
 */
final class ImageEdge {

  /** A contour this near to the edge runs along it, pixels. */
  private static final double NEAR = 0.5;

  /** A shorter way along the edge only touches it, pixels. */
  private static final double LEAST = 4;

  private final CineStack stack;
  private final StackVolumes volumes;

  private ImageEdge(CineStack stack, StackVolumes volumes) {
    this.stack = stack;
    this.volumes = volumes;
  }

  /**
   * One finding for each ventricle at a mark, on the slice where most of it lies at the edge.
   *
   * @param mark ED or ES, which the phase is
   */
  static List<Flag> flags(CineStack stack, StackVolumes volumes, String mark, int phase) {
    ImageEdge edge = new ImageEdge(stack, volumes);
    List<Flag> flags = new ArrayList<>();
    edge.of(FlagCodes.LV_CUT, List.of(Structure.LV_ENDO, Structure.LV_EPI), mark, phase)
        .ifPresent(flags::add);
    edge.of(FlagCodes.RV_CUT, List.of(Structure.RV_ENDO), mark, phase).ifPresent(flags::add);
    return flags;
  }

  private Optional<Flag> of(String code, List<Structure> borders, String mark, int phase) {
    int slices = 0;
    int worst = -1;
    double longest = 0;
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      double way = 0;
      for (Structure border : borders) {
        way = Math.max(way, wayAlong(slice, phase, border));
      }
      slices += way >= LEAST ? 1 : 0;
      if (way > longest) {
        longest = way;
        worst = slice;
      }
    }
    if (slices == 0) {
      return Optional.empty();
    }
    FrameKey frame = new FrameKey(worst, phase);
    return Optional.of(
        slices == 1
            ? Flag.of(frame, code + ".one", worst + 1, mark)
            : Flag.of(frame, code, slices, mark, worst + 1));
  }

  private double wayAlong(int slice, int phase, Structure structure) {
    return volumes
        .contour(slice, phase, structure)
        .map(contour -> wayAlong(contour, ImageSize.of(stack.slice(slice)).span()))
        .orElse(0.0);
  }

  /** Length of a contour's parts along the edge of the image, pixels. */
  private static double wayAlong(Contour contour, Bounds image) {
    Contour even = Polygons.resampleByStep(contour, 1);
    long near = even.points().stream().filter(p -> distance(p, image) <= NEAR).count();
    return near * Polygons.perimeter(contour) / even.size();
  }

  private static double distance(Point p, Bounds image) {
    return Math.min(
        Math.min(p.x() - image.minX(), image.maxX() - p.x()),
        Math.min(p.y() - image.minY(), image.maxY() - p.y()));
  }
}
