package ventricle.engine.inference;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.CropGrid;
import ventricle.engine.geometry.Polygons;

/**
 * Takes away the LV on basal slices in which it is no ventricle yet, because too little of the
 * cavity's border has myocardium: above the base lie outflow tract and left atrium. SCMR counts a
 * slice with half of it as LV (J Cardiovasc Magn Reson 2020;22:19); a segmenter's card may ask for
 * more, as the readers did that it learned from.
 *
 * <p>Slices are looked at from the base on until one is closed enough, and no further than the
 * middle of the stack. Each phase stands for itself.
 */
final class OpenBase {

  /** A thinner wall is none, pixels of the segmenter's crop. */
  private static final double LEAST_WALL = 1;

  private final ModelCard card;
  private final CineStack stack;
  private final SortedMap<ContourKey, Tracing> contours;

  private OpenBase(ModelCard card, CineStack stack, SortedMap<ContourKey, Tracing> contours) {
    this.card = card;
    this.stack = stack;
    this.contours = contours;
  }

  /** The LV contours that are to go, of all phases, by the bound on a segmenter's card. */
  static SortedSet<ContourKey> gone(
      ModelCard card, CineStack stack, SortedMap<ContourKey, Tracing> contours) {
    OpenBase base = new OpenBase(card, stack, contours);
    SortedSet<ContourKey> gone = new TreeSet<>();
    contours.keySet().stream()
        .map(key -> key.frame().phase())
        .distinct()
        .forEach(phase -> gone.addAll(base.gone(phase)));
    return gone;
  }

  private SortedSet<ContourKey> gone(int phase) {
    List<Integer> slices = List.copyOf(PhaseCrops.present(stack, phase));
    SortedSet<ContourKey> open = new TreeSet<>();
    for (int slice : slices.subList(0, slices.size() / 2)) {
      Contour cavity = at(slice, phase, Structure.LV_ENDO);
      Contour lv = at(slice, phase, Structure.LV_EPI);
      if (cavity == null || lv == null) {
        continue;
      }
      if (ring(stack.slice(slice), cavity, lv) >= card.postProcessing().leastRing()) {
        break;
      }
      open.add(ContourKey.of(slice, phase, Structure.LV_ENDO));
    }
    return open.isEmpty() ? open : withWalls(open, slices, phase);
  }

  /** With every wall that no slice with a cavity lies above any more. */
  private SortedSet<ContourKey> withWalls(
      SortedSet<ContourKey> open, List<Integer> slices, int phase) {
    SortedSet<ContourKey> gone = new TreeSet<>(open);
    for (int slice : slices) {
      ContourKey cavity = ContourKey.of(slice, phase, Structure.LV_ENDO);
      if (contours.containsKey(cavity) && !open.contains(cavity)) {
        break;
      }
      ContourKey lv = ContourKey.of(slice, phase, Structure.LV_EPI);
      if (contours.containsKey(lv)) {
        gone.add(lv);
      }
    }
    return gone;
  }

  private @Nullable Contour at(int slice, int phase, Structure structure) {
    Tracing tracing = contours.get(ContourKey.of(slice, phase, structure));
    return tracing == null ? null : tracing.contour();
  }

  /**
   * Share of the cavity's border behind which there is a wall, measured on the segmenter's crop.
   */
  private double ring(Slice slice, Contour cavity, Contour lv) {
    CropGrid grid = FrameCrop.grid(card.input(), slice, SlicePlane.middle(slice));
    Contour even = Polygons.resampleByStep(grid.toCrop(cavity), 1);
    Contour outer = grid.toCrop(lv);
    int walled = 0;
    for (Point p : even.points()) {
      walled += Polygons.contains(outer, p) && Polygons.distance(outer, p) >= LEAST_WALL ? 1 : 0;
    }
    return (double) walled / even.size();
  }
}
