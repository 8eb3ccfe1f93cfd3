package ventricle.engine.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Containment;
import ventricle.engine.geometry.CropGrid;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.IsoContour;
import ventricle.engine.geometry.PolygonSets;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.Smoothing;

/**
 * Turns probability maps into the contours a reader would draw: at most one per structure and
 * slice, smooth, endocardium inside epicardium, the RV beside the LV.
 */
final class ContourTracer {

  /** Smaller outlines are noise, mm². */
  private static final double LEAST_AREA_MM2 = 20;

  /** Width of the smoothing along a contour, crop pixels. */
  private static final double SMOOTHING = 1;

  /** How far maps go on beyond the image, crop pixels. */
  private static final double BEYOND = 3;

  private final double level;
  private final double leastArea;
  private final int cavity;
  private final int myocardium;
  private final int rv;

  /**
   * @param level probability of the border
   * @param spacingMm of the crop
   * @param rv channel of the RV cavity, negative when there is none
   */
  ContourTracer(double level, double spacingMm, int cavity, int myocardium, int rv) {
    this.level = level;
    this.leastArea = LEAST_AREA_MM2 / (spacingMm * spacingMm);
    this.cavity = cavity;
    this.myocardium = myocardium;
    this.rv = rv;
  }

  /** Gives the matrix of a slice's image. */
  @FunctionalInterface
  interface Images {
    ImageSize of(int slice);
  }

  /** Contours of one phase in image coordinates. */
  SortedMap<ContourKey, Contour> trace(PhaseMaps maps, Images images) {
    SortedMap<ContourKey, Contour> contours = new TreeMap<>();
    if (maps.slices().isEmpty()) {
      return contours;
    }
    List<float[]> left = upToTheEdge(maps, images, s -> s.sum(cavity, myocardium));
    List<float[]> pools = upToTheEdge(maps, images, s -> s.channels()[cavity]);
    List<boolean[]> heart = connected(maps, left);
    List<@Nullable Contour> epi = outlines(maps, left, heart);
    List<@Nullable Contour> endo = outlines(maps, pools, both(above(pools), heart));
    List<@Nullable Contour> right = new ArrayList<>();
    if (rv >= 0) {
      List<float[]> rights = upToTheEdge(maps, images, s -> s.channels()[rv]);
      right.addAll(outlines(maps, rights, connected(maps, rights)));
    }
    int firstCavity = firstNonNull(endo);
    for (int i = 0; i < maps.slices().size(); i++) {
      PhaseMaps.SliceMaps slice = maps.slices().get(i);
      ImageSize image = images.of(slice.slice());
      // A wall without a cavity is the closed apex; on the basal side of every cavity it is not LV.
      boolean apical = firstCavity >= 0 && i > firstCavity;
      Contour outer = endo.get(i) != null || apical ? epi.get(i) : null;
      int at = slice.slice();
      int phase = maps.phase();
      Optional<Contour> epiOnImage = onImage(slice, outer, image);
      Optional<Contour> endoOnImage = onImage(slice, endo.get(i), image);
      if (epiOnImage.isPresent()) {
        Contour border = epiOnImage.get();
        endoOnImage = endoOnImage.flatMap(c -> Containment.clipInside(c, border));
      }
      Optional<Contour> rvOnImage =
          onImage(slice, right.isEmpty() ? null : right.get(i), image)
              .flatMap(c -> epiOnImage.map(e -> beside(c, e)).orElse(Optional.of(c)));
      epiOnImage.ifPresent(c -> contours.put(ContourKey.of(at, phase, Structure.LV_EPI), c));
      endoOnImage.ifPresent(c -> contours.put(ContourKey.of(at, phase, Structure.LV_ENDO), c));
      rvOnImage.ifPresent(c -> contours.put(ContourKey.of(at, phase, Structure.RV_ENDO), c));
    }
    return contours;
  }

  private static int firstNonNull(List<@Nullable Contour> contours) {
    for (int i = 0; i < contours.size(); i++) {
      if (contours.get(i) != null) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<Contour> beside(Contour rv, Contour epi) {
    if (PolygonSets.commonArea(rv, epi) == 0) {
      return Optional.of(rv);
    }
    return PolygonSets.difference(rv, epi).stream().findFirst();
  }

  private static Optional<Contour> onImage(
      PhaseMaps.SliceMaps slice, @Nullable Contour crop, ImageSize image) {
    return crop == null ? Optional.empty() : Polygons.clip(slice.grid().toImage(crop), image);
  }

  /**
   * Maps in which the outermost pixels of the image go on for a few crop pixels: the network sees
   * black beyond the image, and a structure cut by the edge would end before it.
   */
  private static List<float[]> upToTheEdge(
      PhaseMaps maps, Images images, Function<PhaseMaps.SliceMaps, float[]> map) {
    List<float[]> continued = new ArrayList<>();
    for (PhaseMaps.SliceMaps slice : maps.slices()) {
      CropGrid grid = slice.grid();
      ImageSize image = images.of(slice.slice());
      Point first = grid.toCrop(new Point(-0.5, -0.5));
      Point last = grid.toCrop(new Point(image.columns() - 0.5, image.rows() - 0.5));
      float[] in = map.apply(slice);
      float[] out = in.clone();
      for (int i = 0; i < out.length; i++) {
        int column = nearest(i % grid.columns(), first.x(), last.x());
        int row = nearest(i / grid.columns(), first.y(), last.y());
        boolean onCrop = column >= 0 && column < grid.columns() && row >= 0 && row < grid.rows();
        out[i] = onCrop ? in[row * grid.columns() + column] : in[i];
      }
      continued.add(out);
    }
    return continued;
  }

  /** The crop pixel inside the image that stands for one at most {@link #BEYOND} outside it. */
  private static int nearest(int pixel, double first, double last) {
    if (pixel < first && pixel >= first - BEYOND) {
      return (int) Math.ceil(first);
    }
    if (pixel > last && pixel <= last + BEYOND) {
      return (int) Math.floor(last);
    }
    return pixel;
  }

  private List<boolean[]> connected(PhaseMaps maps, List<float[]> values) {
    return LargestComponent.of(above(values), maps.slices().getFirst().grid().columns());
  }

  private List<boolean[]> above(List<float[]> values) {
    List<boolean[]> masks = new ArrayList<>();
    for (float[] map : values) {
      boolean[] mask = new boolean[map.length];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = map[i] >= level;
      }
      masks.add(mask);
    }
    return masks;
  }

  private static List<boolean[]> both(List<boolean[]> a, List<boolean[]> b) {
    List<boolean[]> masks = new ArrayList<>();
    for (int z = 0; z < a.size(); z++) {
      boolean[] mask = a.get(z).clone();
      for (int i = 0; i < mask.length; i++) {
        mask[i] &= b.get(z)[i];
      }
      masks.add(mask);
    }
    return masks;
  }

  /** Per slice the smooth border of the largest part that belongs to the kept pixels. */
  private List<@Nullable Contour> outlines(
      PhaseMaps maps, List<float[]> values, List<boolean[]> kept) {
    List<@Nullable Contour> contours = new ArrayList<>();
    for (int z = 0; z < values.size(); z++) {
      float[] map = values.get(z).clone();
      boolean[] keep = kept.get(z);
      for (int i = 0; i < map.length; i++) {
        if (map[i] >= level && !keep[i]) {
          map[i] = 0;
        }
      }
      contours.add(
          IsoContour.largest(map, maps.slices().get(z).grid().size(), level)
              .filter(c -> Polygons.area(c) >= leastArea)
              .map(c -> Smoothing.smooth(c, SMOOTHING))
              .orElse(null));
    }
    return contours;
  }
}
