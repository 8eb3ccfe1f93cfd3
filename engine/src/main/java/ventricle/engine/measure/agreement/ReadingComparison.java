package ventricle.engine.measure.agreement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.ReviewDocument;

/**
 * Two readings of one study over each other: every contour that counts in either, in the phases in
 * which both have contours. Both documents count slices from the same end.
 *
 * @param phases 0-based phases that both have dealt with
 * @param rows by slice, phase and structure
 * @param structures in the order of {@link Structure}; those that neither has drawn are left out
 */
public record ReadingComparison(
    SortedSet<Integer> phases, List<Row> rows, List<Summary> structures) {

  /** Who has a contour at a place. */
  public enum Presence {
    BOTH,
    FIRST_ONLY,
    SECOND_ONLY
  }

  /**
   * One place.
   *
   * @param agreement null unless both have a contour
   */
  public record Row(ContourKey key, Presence presence, @Nullable ContourAgreement agreement) {}

  /**
   * One structure over all places.
   *
   * @param dice of the volumes: 2 · common area / sum of areas over all slices, in mm² where the
   *     spacing is known; slices that only one has drawn count against it
   * @param hausdorff the largest distance over the places that both have; null without any
   * @param meanHausdorff mean of the places
   * @param averagePerpendicular mean of the places
   * @param millimetres whether distances are in mm, in pixels otherwise
   * @param inclusion whether slices count: every slice of every phase compared
   */
  public record Summary(
      Structure structure,
      int both,
      int firstOnly,
      int secondOnly,
      double dice,
      @Nullable Double hausdorff,
      @Nullable Double meanHausdorff,
      @Nullable Double averagePerpendicular,
      boolean millimetres,
      CategoryAgreement inclusion) {}

  public ReadingComparison {
    rows = List.copyOf(rows);
    structures = List.copyOf(structures);
  }

  public static ReadingComparison of(CineStack stack, ReviewDocument first, ReviewDocument second) {
    SortedSet<Integer> phases = new TreeSet<>();
    for (int phase = 0; phase < stack.phases(); phase++) {
      if (drawn(stack, first, phase) && drawn(stack, second, phase)) {
        phases.add(phase);
      }
    }
    List<Row> rows = new ArrayList<>();
    List<Summary> summaries = new ArrayList<>();
    for (Structure structure : Structure.values()) {
      List<Row> found =
          places(stack, phases, structure)
              .flatMap(key -> row(stack, key, first, second).stream())
              .toList();
      rows.addAll(found);
      if (!found.isEmpty()) {
        summaries.add(summary(stack, phases, structure, found, first, second));
      }
    }
    rows.sort(Comparator.comparing(Row::key));
    return new ReadingComparison(phases, rows, summaries);
  }

  private static boolean drawn(CineStack stack, ReviewDocument document, int phase) {
    return Stream.of(Structure.values())
        .flatMap(structure -> places(stack, new TreeSet<>(List.of(phase)), structure))
        .anyMatch(key -> document.counted(key).isPresent());
  }

  private static Stream<ContourKey> places(
      CineStack stack, SortedSet<Integer> phases, Structure structure) {
    return IntStream.range(0, stack.sliceCount())
        .boxed()
        .flatMap(slice -> phases.stream().map(phase -> ContourKey.of(slice, phase, structure)));
  }

  private static Optional<Row> row(
      CineStack stack, ContourKey key, ReviewDocument first, ReviewDocument second) {
    Contour a = contour(first, key);
    Contour b = contour(second, key);
    if (a == null && b == null) {
      return Optional.empty();
    }
    if (a == null || b == null) {
      return Optional.of(
          new Row(key, a == null ? Presence.SECOND_ONLY : Presence.FIRST_ONLY, null));
    }
    return Optional.of(new Row(key, Presence.BOTH, ContourAgreement.of(a, b, spacing(stack, key))));
  }

  private static @Nullable PixelSpacing spacing(CineStack stack, ContourKey key) {
    return stack.slice(key.frame().slice()).spacing();
  }

  private static @Nullable Contour contour(ReviewDocument document, ContourKey key) {
    return document.countedContour(key).orElse(null);
  }

  private static Summary summary(
      CineStack stack,
      SortedSet<Integer> phases,
      Structure structure,
      List<Row> rows,
      ReviewDocument first,
      ReviewDocument second) {
    double common = 0;
    double sum = 0;
    for (Row row : rows) {
      PixelSpacing spacing = spacing(stack, row.key());
      double pixel = spacing == null ? 1 : spacing.pixelAreaMm2();
      Contour a = contour(first, row.key());
      Contour b = contour(second, row.key());
      sum += pixel * ((a == null ? 0 : Polygons.area(a)) + (b == null ? 0 : Polygons.area(b)));
      ContourAgreement both = row.agreement();
      common += both == null ? 0 : pixel * both.commonArea();
    }
    List<BorderDistance> borders =
        rows.stream()
            .map(Row::agreement)
            .flatMap(Stream::ofNullable)
            .map(ContourAgreement::border)
            .toList();
    boolean none = borders.isEmpty();
    return new Summary(
        structure,
        count(rows, Presence.BOTH),
        count(rows, Presence.FIRST_ONLY),
        count(rows, Presence.SECOND_ONLY),
        sum == 0 ? 0 : Math.min(1, 2 * common / sum),
        none
            ? null
            : (Double) borders.stream().mapToDouble(BorderDistance::hausdorff).max().orElseThrow(),
        none ? null : (Double) mean(borders.stream().mapToDouble(BorderDistance::hausdorff)),
        none
            ? null
            : (Double) mean(borders.stream().mapToDouble(BorderDistance::averagePerpendicular)),
        borders.stream().allMatch(BorderDistance::millimetres),
        inclusion(stack, phases, structure, first, second));
  }

  private static double mean(DoubleStream values) {
    return values.average().orElseThrow();
  }

  private static int count(List<Row> rows, Presence presence) {
    return (int) rows.stream().filter(row -> row.presence() == presence).count();
  }

  private static CategoryAgreement inclusion(
      CineStack stack,
      SortedSet<Integer> phases,
      Structure structure,
      ReviewDocument first,
      ReviewDocument second) {
    List<ContourKey> keys = places(stack, phases, structure).toList();
    return CategoryAgreement.of(
            keys.stream().map(key -> first.counted(key).isPresent()).toList(),
            keys.stream().map(key -> second.counted(key).isPresent()).toList())
        .orElseThrow();
  }
}
