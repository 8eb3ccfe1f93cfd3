package ventricle.engine.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Papillary;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.PolygonSets;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.ReviewDocument;

/**
 * Volumes as sums over slices: polygon area × pixel area × the slab the slice stands for. Only
 * contours that count are seen (shown and not excluded).
 */
final class StackVolumes {

  private final CineStack stack;
  private final ReviewDocument document;
  private final Papillary papillary;
  private final @Nullable List<Double> slabs;

  StackVolumes(CineStack stack, ReviewDocument document, Papillary papillary) {
    this.stack = stack;
    this.document = document;
    this.papillary = papillary;
    this.slabs = stack.slabThicknessesMm();
  }

  Optional<Contour> contour(int slice, int phase, Structure structure) {
    return document.countedContour(ContourKey.of(slice, phase, structure));
  }

  int phases() {
    return stack.phases();
  }

  /** Whether somebody, model or reader, has dealt with every slice of a phase. */
  boolean complete(int phase, Structure structure) {
    return document.segmentedPhases().contains(phase)
        || IntStream.range(0, document.sliceCount())
            .mapToObj(slice -> ContourKey.of(slice, phase, structure))
            .allMatch(
                key ->
                    document.shown(key).isPresent()
                        || document.readerLayer().containsKey(key)
                        || document.stateOf(key).reviewed());
  }

  boolean drawn(int phase, Structure structure) {
    return IntStream.range(0, stack.sliceCount())
        .anyMatch(slice -> contour(slice, phase, structure).isPresent());
  }

  /** Whether a contour lies on a slice whose pixel spacing is unknown. */
  boolean lacksSpacing(int phase) {
    return IntStream.range(0, stack.sliceCount())
        .filter(slice -> stack.slice(slice).spacing() == null)
        .anyMatch(
            slice ->
                List.of(Structure.values()).stream()
                    .anyMatch(s -> contour(slice, phase, s).isPresent()));
  }

  /** Blood volume of the left ventricle in ml; null when it cannot be known. */
  @Nullable Double lvMl(int phase) {
    return drawn(phase, Structure.LV_ENDO) ? sum(phase, this::lvCavityPx) : null;
  }

  /**
   * Blood volume of each phase, in ml, in the slices that show the left ventricle in every phase;
   * null when none does or it cannot be known.
   */
  @Nullable List<Double> lvThroughoutMl() {
    List<Integer> slices =
        IntStream.range(0, stack.sliceCount())
            .filter(
                slice ->
                    IntStream.range(0, phases())
                        .allMatch(phase -> contour(slice, phase, Structure.LV_ENDO).isPresent()))
            .boxed()
            .toList();
    List<Double> ml = new ArrayList<>();
    for (int phase = 0; phase < phases(); phase++) {
      Double volume = sum(phase, (slice, p) -> slices.contains(slice) ? lvCavityPx(slice, p) : 0);
      if (volume == null || slices.isEmpty()) {
        return null;
      }
      ml.add(volume);
    }
    return List.copyOf(ml);
  }

  /** Blood volume of the right ventricle in ml; null when it cannot be known. */
  @Nullable Double rvMl(int phase) {
    return drawn(phase, Structure.RV_ENDO)
        ? sum(phase, (slice, p) -> areaPx(slice, p, Structure.RV_ENDO))
        : null;
  }

  /**
   * Volume of the myocardium in ml; null when it cannot be known. A slice with an endocardium but
   * no epicardium adds nothing.
   */
  @Nullable Double myocardiumMl(int phase) {
    return drawn(phase, Structure.LV_EPI)
        ? sum(
            phase,
            (slice, p) -> {
              double epi = areaPx(slice, p, Structure.LV_EPI);
              return epi == 0 ? 0 : Math.max(0, epi - lvCavityPx(slice, p));
            })
        : null;
  }

  @FunctionalInterface
  private interface AreaPx {
    double at(int slice, int phase);
  }

  private double areaPx(int slice, int phase, Structure structure) {
    return contour(slice, phase, structure).map(Polygons::area).orElse(0.0);
  }

  private double lvCavityPx(int slice, int phase) {
    Optional<Contour> endo = contour(slice, phase, Structure.LV_ENDO);
    if (endo.isEmpty()) {
      return 0;
    }
    double area = Polygons.area(endo.get());
    return papillary == Papillary.CAVITY
        ? area
        : area
            - contour(slice, phase, Structure.LV_PAPILLARY)
                .map(muscle -> PolygonSets.commonArea(muscle, endo.get()))
                .orElse(0.0);
  }

  private @Nullable Double sum(int phase, AreaPx area) {
    if (slabs == null) {
      return null;
    }
    double cubicMm = 0;
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      double px = area.at(slice, phase);
      PixelSpacing spacing = stack.slice(slice).spacing();
      if (px == 0) {
        continue;
      }
      if (spacing == null) {
        return null;
      }
      cubicMm += px * spacing.pixelAreaMm2() * slabs.get(slice);
    }
    return cubicMm / 1000;
  }
}
