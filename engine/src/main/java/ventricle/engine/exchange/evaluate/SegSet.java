package ventricle.engine.exchange.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.seg.LabelPlanes;
import ventricle.engine.dicom.seg.SegmentationObject;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.review.Mark;

/**
 * Segmentations at ED and ES as one set, basal slice first as far as the RV tells. They need hold
 * no empty slices, so planes that are missing between those that are there are filled in: a volume
 * must not grow where nothing was found.
 */
final class SegSet {

  /** How far a plane may lie from its twin at the other mark, mm. */
  private static final double SAME_PLACE_MM = .1;

  private final String name;
  private final SortedMap<Mark, LabelPlanes> files = new TreeMap<>();
  private @Nullable Double distanceMm;

  /**
   * @param name of the case, for complaints
   */
  SegSet(String name) {
    this.name = name;
  }

  /**
   * @throws UnusableInputException when it cannot be used, naming it
   */
  void add(Mark mark, SegmentationObject object) throws UnusableInputException {
    files.put(mark, LabelPlanes.of(object));
    distanceMm = distanceMm == null ? object.sliceDistanceMm() : distanceMm;
  }

  /**
   * @throws UnusableInputException when planes are not parallel
   */
  CaseSet finished(SortedMap<Mark, Integer> phases) throws UnusableInputException {
    List<Slice> sorted = places();
    SortedMap<Mark, List<SliceRegions>> marked = new TreeMap<>();
    files.forEach((mark, file) -> marked.put(mark, regions(file, sorted)));
    boolean turned = !Level.basalFirst(marked.values(), sorted.size());
    if (turned) {
      marked.replaceAll((mark, regions) -> regions.reversed());
    }
    List<Slice> places = turned ? sorted.reversed() : sorted;
    return new CaseSet(
        CaseSet.Kind.SEG, places.size(), places, phases, marked, new TreeMap<>(), List.of());
  }

  private List<Slice> places() throws UnusableInputException {
    List<Slice> found =
        files.values().stream()
            .flatMap(file -> file.planes().stream())
            .map(LabelPlanes.Plane::place)
            .toList();
    if (found.isEmpty()) {
      throw new UnusableInputException(name, "its segmentations have no frame");
    }
    Slice first = found.getFirst();
    if (!found.stream().allMatch(first::parallelTo)) {
      throw new UnusableInputException(name, "its segmentations have planes that cross");
    }
    Vector3 normal = first.normal();
    List<Slice> sorted = new ArrayList<>();
    found.stream()
        .sorted(Comparator.comparingDouble(s -> s.along(normal)))
        .filter(s -> sorted.isEmpty() || gap(sorted.getLast(), s, normal) > SAME_PLACE_MM)
        .forEach(sorted::add);
    return filled(sorted, normal);
  }

  private static double gap(Slice a, Slice b, Vector3 normal) {
    return b.along(normal) - a.along(normal);
  }

  private List<Slice> filled(List<Slice> sorted, Vector3 normal) {
    double step = Double.MAX_VALUE;
    for (int i = 1; i < sorted.size(); i++) {
      step = Math.min(step, gap(sorted.get(i - 1), sorted.get(i), normal));
    }
    if (distanceMm != null) {
      step = Math.min(step, distanceMm);
    }
    List<Slice> filled = new ArrayList<>();
    for (Slice next : sorted) {
      if (!filled.isEmpty()) {
        Slice last = filled.getLast();
        long missing = Math.round(gap(last, next, normal) / step) - 1;
        for (int i = 1; i <= missing; i++) {
          filled.add(between(last, next, i / (missing + 1.0)));
        }
      }
      filled.add(next);
    }
    return List.copyOf(filled);
  }

  private static Slice between(Slice a, Slice b, double part) {
    Vector3 at = a.position().plus(b.position().minus(a.position()).times(part));
    return new Slice(
        a.rows(),
        a.columns(),
        a.spacing(),
        at,
        a.rowDirection(),
        a.columnDirection(),
        a.thicknessMm());
  }

  private static List<SliceRegions> regions(LabelPlanes file, List<Slice> places) {
    return places.stream().map(place -> at(file, place)).toList();
  }

  private static SliceRegions at(LabelPlanes file, Slice place) {
    return file.planes().stream()
        .filter(p -> place.distanceTo(p.place()) < SAME_PLACE_MM)
        .findFirst()
        .map(p -> new SliceRegions.Painted(p.labels(), ImageSize.of(p.place())))
        .orElseGet(() -> SliceRegions.Painted.nothing(ImageSize.of(place)));
  }
}
