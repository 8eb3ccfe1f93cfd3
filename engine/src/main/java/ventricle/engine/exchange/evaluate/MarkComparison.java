package ventricle.engine.exchange.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.exchange.evaluate.CaseComparison.Areas;
import ventricle.engine.exchange.evaluate.CaseComparison.At;
import ventricle.engine.exchange.evaluate.CaseComparison.Overlap;
import ventricle.engine.exchange.evaluate.CaseComparison.Row;
import ventricle.engine.exchange.evaluate.CaseComparison.Summary;
import ventricle.engine.measure.agreement.BorderDistance;
import ventricle.engine.measure.agreement.ReadingComparison.Presence;
import ventricle.engine.review.Mark;

/** Two sets at one mark: every region of every slice. */
final class MarkComparison {

  private final Mark mark;
  private final List<Measured> measured = new ArrayList<>();

  private record Measured(Row row, Areas areas, double pixelMm2) {}

  MarkComparison(Mark mark, Overlap overlap, List<At> slices) {
    this.mark = mark;
    for (At at : slices) {
      for (Region region : Region.values()) {
        Areas areas = Areas.of(at, region, overlap);
        if (areas.predicted() > 0 || areas.truth() > 0) {
          PixelSpacing spacing = at.spacing();
          measured.add(
              new Measured(
                  row(at, region, areas), areas, spacing == null ? 1 : spacing.pixelAreaMm2()));
        }
      }
    }
  }

  private Row row(At at, Region region, Areas areas) {
    if (areas.predicted() == 0 || areas.truth() == 0) {
      Presence presence = areas.truth() == 0 ? Presence.FIRST_ONLY : Presence.SECOND_ONLY;
      return new Row(mark, at.slice(), at.level(), region, presence, null, null);
    }
    return new Row(
        mark, at.slice(), at.level(), region, Presence.BOTH, areas.dice(), border(at, region));
  }

  private static @Nullable BorderDistance border(At at, Region region) {
    List<Contour> ours = at.predicted().borders(region);
    List<Contour> theirs = at.truth().borders(region);
    if (ours.equals(theirs)) {
      return new BorderDistance(0, 0, 0, at.spacing() != null);
    }
    return BorderDistance.between(ours, theirs, at.spacing()).orElse(null);
  }

  List<Row> rows() {
    return measured.stream().map(Measured::row).toList();
  }

  /** Null where neither has the region in any slice. */
  @Nullable Summary summary(Region region, @Nullable Double predictedMl, @Nullable Double truthMl) {
    List<Measured> of = measured.stream().filter(m -> m.row().region() == region).toList();
    if (of.isEmpty()) {
      return null;
    }
    double sum =
        of.stream().mapToDouble(m -> m.pixelMm2() * (m.areas.predicted() + m.areas.truth())).sum();
    double common = of.stream().mapToDouble(m -> m.pixelMm2() * m.areas.common()).sum();
    List<BorderDistance> borders =
        of.stream().map(m -> m.row().border()).filter(Objects::nonNull).toList();
    return new Summary(
        mark,
        region,
        count(of, Presence.BOTH),
        count(of, Presence.FIRST_ONLY),
        count(of, Presence.SECOND_ONLY),
        Math.min(1, 2 * common / sum),
        optional(numbers(borders, BorderDistance::hausdorff).max()),
        optional(numbers(borders, BorderDistance::hausdorff95).max()),
        optional(numbers(borders, BorderDistance::hausdorff).average()),
        optional(numbers(borders, BorderDistance::averagePerpendicular).average()),
        !borders.isEmpty() && borders.stream().allMatch(BorderDistance::millimetres),
        predictedMl,
        truthMl);
  }

  private static DoubleStream numbers(
      List<BorderDistance> borders, ToDoubleFunction<BorderDistance> number) {
    return borders.stream().mapToDouble(number);
  }

  private static @Nullable Double optional(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }

  private static int count(List<Measured> of, Presence presence) {
    return (int) of.stream().filter(m -> m.row().presence() == presence).count();
  }
}
