package ventricle.engine.exchange.incoming;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Polygons;

/**
 * ED and ES among contoured phases: those with the largest and the smallest LV cavity.
 *
 * @param ed 0-based
 * @param es 0-based, another phase
 */
public record ContouredPhases(int ed, int es) {

  /** Empty unless at least two phases have an LV endocardium. */
  public static Optional<ContouredPhases> of(
      CineStack stack, SortedMap<ContourKey, Contour> contours) {
    List<Double> slabs = stack.slabThicknessesMm();
    SortedMap<Integer, Double> volumes = new TreeMap<>();
    contours.forEach(
        (key, contour) -> {
          if (key.structure() == Structure.LV_ENDO) {
            int slice = key.frame().slice();
            PixelSpacing spacing = stack.slice(slice).spacing();
            double pixel = spacing == null ? 1 : spacing.pixelAreaMm2();
            double slab = slabs == null ? 1 : slabs.get(slice);
            volumes.merge(key.frame().phase(), Polygons.area(contour) * pixel * slab, Double::sum);
          }
        });
    if (volumes.size() < 2) {
      return Optional.empty();
    }
    Comparator<Map.Entry<Integer, Double>> bySize = Map.Entry.comparingByValue();
    int ed = volumes.entrySet().stream().max(bySize).orElseThrow().getKey();
    int es = volumes.entrySet().stream().min(bySize).orElseThrow().getKey();
    return ed == es ? Optional.empty() : Optional.of(new ContouredPhases(ed, es));
  }
}
