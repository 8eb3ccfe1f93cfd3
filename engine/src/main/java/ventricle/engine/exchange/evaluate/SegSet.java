package ventricle.engine.exchange.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.review.Mark;

/**
 * Segmentations at ED and ES as one set. They hold no empty slices, so planes that are missing
 * between those that are there are filled in: a volume must not grow where nothing was found.
 */
final class SegSet {

  private SegSet() {}

  /**
   * @param name of the case, for complaints
   * @throws UnusableInputException when planes are not parallel
   */
  static CaseSet of(String name, Map<Mark, SegFile> files) throws UnusableInputException {
    List<Slice> places = places(name, files);
    SortedMap<Mark, List<SliceRegions>> marked = new TreeMap<>();
    files.forEach((mark, file) -> marked.put(mark, regions(file, places)));
    return new CaseSet(
        CaseSet.Kind.SEG, places.size(), places, new TreeMap<>(), marked, new TreeMap<>());
  }

  private static List<Slice> places(String name, Map<Mark, SegFile> files)
      throws UnusableInputException {
    List<Slice> found =
        files.values().stream()
            .flatMap(file -> file.frames().stream())
            .map(SegFile.Plane::place)
            .toList();
    if (found.isEmpty()) {
      throw new UnusableInputException(name, "its segmentations have no frame");
    }
    Vector3 normal = found.getFirst().normal();
    if (found.stream().anyMatch(s -> Math.abs(s.normal().dot(normal)) < .999)) {
      throw new UnusableInputException(name, "its segmentations have planes that cross");
    }
    List<Slice> sorted = new ArrayList<>();
    found.stream()
        .sorted(Comparator.comparingDouble(s -> s.along(normal)))
        .filter(s -> sorted.isEmpty() || gap(sorted.getLast(), s, normal) > .1)
        .forEach(sorted::add);
    return filled(sorted, normal);
  }

  private static double gap(Slice a, Slice b, Vector3 normal) {
    return b.along(normal) - a.along(normal);
  }

  private static List<Slice> filled(List<Slice> sorted, Vector3 normal) {
    double step = Double.MAX_VALUE;
    for (int i = 1; i < sorted.size(); i++) {
      step = Math.min(step, gap(sorted.get(i - 1), sorted.get(i), normal));
    }
    @Nullable Double said = sorted.getFirst().thicknessMm();
    if (said != null) {
      step = Math.min(step, said);
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

  private static List<SliceRegions> regions(SegFile file, List<Slice> places) {
    return places.stream().map(place -> at(file.frames().stream(), place)).toList();
  }

  private static SliceRegions at(Stream<SegFile.Plane> planes, Slice place) {
    ImageSize image = ImageSize.of(place);
    return planes
        .filter(p -> p.place().position().minus(place.position()).length() < .1)
        .findFirst()
        .map(p -> new SliceRegions.Painted(p.labels(), ImageSize.of(p.place())))
        .orElseGet(() -> new SliceRegions.Painted(new byte[image.rows() * image.columns()], image));
  }
}
