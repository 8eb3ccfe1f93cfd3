package ventricle.engine.inference;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.DetectedPhases;

/**
 * Holds what the phase detector says against what the segmenter draws. The detector sees a
 * projection of a few slices and is sometimes half a cycle wrong; ED is the fullest and ES the
 * emptiest phase by definition.
 */
final class PhaseCheck {

  /** An ES that is not emptier than this share of ED is doubted. */
  static final double LEAST_EMPTYING = 0.9;

  /** Share of the stroke volume by which a mark may miss the extreme of the curve. */
  static final double TOLERANCE = 0.25;

  private PhaseCheck() {}

  /** LV cavity in each phase asked for: the sum over slices of area × slab, in one unit. */
  static SortedMap<Integer, Double> lvVolumes(
      CineStack stack, Set<Integer> phases, SortedMap<ContourKey, Tracing> contours) {
    List<Double> slabs = stack.slabThicknessesMm();
    SortedMap<Integer, Double> volumes = new TreeMap<>();
    phases.forEach(phase -> volumes.put(phase, 0.0));
    contours.forEach(
        (key, tracing) -> {
          if (key.structure() == Structure.LV_ENDO) {
            int slice = key.frame().slice();
            PixelSpacing spacing = stack.slice(slice).spacing();
            double pixel = spacing == null ? 1 : spacing.pixelAreaMm2();
            double slab = slabs == null ? 1 : slabs.get(slice);
            volumes.merge(
                key.frame().phase(), Polygons.area(tracing.contour()) * pixel * slab, Double::sum);
          }
        });
    return volumes;
  }

  /** Whether ES is so full that the detector may have been wrong. */
  static boolean doubtful(DetectedPhases detected, SortedMap<Integer, Double> volumes) {
    Double ed = volumes.get(detected.edPhase());
    Double es = volumes.get(detected.esPhase());
    return ed != null && es != null && ed > 0 && es > LEAST_EMPTYING * ed;
  }

  /**
   * The detector's answer with a mark replaced by the extreme of the volume curve where it lies far
   * from it; empty when both marks may stand.
   *
   * @param volumes of every phase
   */
  static Optional<DetectedPhases> corrected(
      DetectedPhases detected, SortedMap<Integer, Double> volumes) {
    Comparator<Map.Entry<Integer, Double>> byVolume = Map.Entry.comparingByValue();
    int fullest = volumes.entrySet().stream().max(byVolume).orElseThrow().getKey();
    int emptiest = volumes.entrySet().stream().min(byVolume).orElseThrow().getKey();
    double most = volumes.getOrDefault(fullest, 0.0);
    double least = volumes.getOrDefault(emptiest, 0.0);
    double allowed = TOLERANCE * (most - least);
    if (most <= 0 || most == least) {
      return Optional.empty();
    }
    boolean edStands = most - volumes.getOrDefault(detected.edPhase(), 0.0) <= allowed;
    boolean esStands = volumes.getOrDefault(detected.esPhase(), most) - least <= allowed;
    if (edStands && esStands) {
      return Optional.empty();
    }
    return Optional.of(
        new DetectedPhases(
            edStands ? detected.edPhase() : fullest,
            esStands ? detected.esPhase() : emptiest,
            detected.edProbability(),
            detected.esProbability(),
            detected.model()));
  }
}
