package ventricle.engine.exchange.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.agreement.BorderDistance;
import ventricle.engine.measure.agreement.ReadingComparison.Presence;
import ventricle.engine.measure.agreement.Spread;
import ventricle.engine.review.Mark;

/** One region at one mark over all cases. */
final class Overlaps {

  private final List<CaseComparison> cases;
  private final Mark mark;
  private final Region region;

  Overlaps(List<CaseComparison> cases, Mark mark, Region region) {
    this.cases = cases;
    this.mark = mark;
    this.region = region;
  }

  /** Empty where no case has the region. */
  Optional<Evaluation.Overlap> whole() {
    List<CaseComparison.Summary> found =
        cases.stream()
            .flatMap(c -> c.summaries().stream())
            .filter(s -> s.mark() == mark && s.region() == region)
            .toList();
    boolean mm = found.stream().anyMatch(CaseComparison.Summary::millimetres);
    List<CaseComparison.Summary> measured =
        found.stream().filter(s -> s.millimetres() == mm).toList();
    long compared =
        cases.stream().filter(c -> c.summaries().stream().anyMatch(s -> s.mark() == mark)).count();
    return spread(found, CaseComparison.Summary::dice)
        .map(
            dice ->
                new Evaluation.Overlap(
                    mark,
                    region,
                    dice,
                    spread(measured, CaseComparison.Summary::hausdorff).orElse(null),
                    spread(measured, CaseComparison.Summary::hausdorff95).orElse(null),
                    spread(measured, CaseComparison.Summary::averagePerpendicular).orElse(null),
                    mm,
                    (int) compared - found.size(),
                    found.stream().mapToInt(CaseComparison.Summary::both).sum(),
                    found.stream().mapToInt(CaseComparison.Summary::predictedOnly).sum(),
                    found.stream().mapToInt(CaseComparison.Summary::truthOnly).sum()));
  }

  /** Levels at which any case has the region. */
  List<Evaluation.LevelOverlap> levels() {
    List<Evaluation.LevelOverlap> levels = new ArrayList<>();
    for (Level level : Level.values()) {
      List<CaseComparison.Row> rows =
          cases.stream()
              .flatMap(c -> c.rows().stream())
              .filter(r -> r.mark() == mark && r.region() == region && r.level() == level)
              .toList();
      spread(rows, row -> row.dice() == null ? (Double) 0.0 : row.dice())
          .ifPresent(dice -> levels.add(level(level, rows, dice)));
    }
    return levels;
  }

  private Evaluation.LevelOverlap level(Level level, List<CaseComparison.Row> rows, Spread dice) {
    List<BorderDistance> borders =
        rows.stream().map(CaseComparison.Row::border).filter(Objects::nonNull).toList();
    boolean mm = borders.stream().anyMatch(BorderDistance::millimetres);
    List<BorderDistance> measured = borders.stream().filter(b -> b.millimetres() == mm).toList();
    return new Evaluation.LevelOverlap(
        mark,
        region,
        level,
        dice,
        spread(measured, BorderDistance::hausdorff).orElse(null),
        spread(measured, BorderDistance::hausdorff95).orElse(null),
        spread(measured, BorderDistance::averagePerpendicular).orElse(null),
        mm,
        count(rows, Presence.BOTH),
        count(rows, Presence.FIRST_ONLY),
        count(rows, Presence.SECOND_ONLY));
  }

  private static int count(List<CaseComparison.Row> rows, Presence presence) {
    return (int) rows.stream().filter(row -> row.presence() == presence).count();
  }

  private static <T> Optional<Spread> spread(List<T> of, Function<T, @Nullable Double> value) {
    return Spread.of(
        of.stream().map(value).filter(Objects::nonNull).mapToDouble(Double::doubleValue).toArray());
  }
}
