package ventricle.engine.exchange.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.measure.agreement.PredictionError;
import ventricle.engine.measure.agreement.Quantity;
import ventricle.engine.measure.agreement.Spread;
import ventricle.engine.review.Mark;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Job;
import ventricle.engine.task.Progress;

/**
 * A set of predictions against a set of truths.
 *
 * @param cases by name
 * @param overlaps every region at ED and ES over the cases
 * @param levels the same by base, mid and apex, of single slices
 * @param agreements every quantity that a case of both sides knows
 * @param predictedOnly names without a partner in the truth
 * @param truthOnly names without a partner among the predictions
 * @param leftOut cases and folders that could not be compared, each one line with its cause
 */
public record Evaluation(
    List<CaseComparison> cases,
    List<Overlap> overlaps,
    List<LevelOverlap> levels,
    List<Agreement> agreements,
    List<String> predictedOnly,
    List<String> truthOnly,
    List<String> leftOut) {

  private static final String FIRST = "predicted";
  private static final String SECOND = "truth";

  public Evaluation {
    cases = List.copyOf(cases);
    overlaps = List.copyOf(overlaps);
    levels = List.copyOf(levels);
    agreements = List.copyOf(agreements);
    predictedOnly = List.copyOf(predictedOnly);
    truthOnly = List.copyOf(truthOnly);
    leftOut = List.copyOf(leftOut);
  }

  /** Whether every case has a partner and was compared at ED and ES. */
  public boolean whole() {
    return predictedOnly.isEmpty()
        && truthOnly.isEmpty()
        && leftOut.isEmpty()
        && cases.stream()
            .allMatch(
                c ->
                    Arrays.stream(Mark.values())
                        .allMatch(m -> c.summaries().stream().anyMatch(s -> s.mark() == m)));
  }

  /**
   * One region at one mark over the cases.
   *
   * @param dice of the cases of which one side or both have it
   * @param hausdorff over the cases' largest distances; null where no case has one
   * @param hausdorff95 over the cases' largest 95 % distances; null likewise
   * @param averagePerpendicular over the cases' means; null likewise
   * @param millimetres whether the distances are those of the cases in mm; of those in pixels when
   *     no case knows its spacing
   * @param neither cases compared in which neither side has it: they are not in {@code dice}
   * @param both slices that both have
   * @param predictedOnly slices that only the prediction has
   * @param truthOnly slices that only the truth has
   */
  public record Overlap(
      Mark mark,
      Region region,
      Spread dice,
      @Nullable Spread hausdorff,
      @Nullable Spread hausdorff95,
      @Nullable Spread averagePerpendicular,
      boolean millimetres,
      int neither,
      int both,
      int predictedOnly,
      int truthOnly) {}

  /**
   * One region at one mark in the slices of one level, over all cases.
   *
   * @param dice of the slices; 0 where one side only has the region
   * @param hausdorff of the slices that both have; null without any
   * @param hausdorff95 likewise
   * @param averagePerpendicular likewise
   */
  public record LevelOverlap(
      Mark mark,
      Region region,
      Level level,
      Spread dice,
      @Nullable Spread hausdorff,
      @Nullable Spread hausdorff95,
      @Nullable Spread averagePerpendicular,
      boolean millimetres,
      int both,
      int predictedOnly,
      int truthOnly) {}

  /** A quantity over the cases in which both know it; differences are predicted minus truth. */
  public record Agreement(Observers.Pair pair, PredictionError error) {}

  /**
   * The work.
   *
   * @param predictedKind what predictions are read from; null for what both sides have, else the
   *     first that is there
   * @param truthKind likewise
   */
  public record Run(
      Path predicted,
      Path truth,
      CaseSet.@Nullable Kind predictedKind,
      CaseSet.@Nullable Kind truthKind)
      implements Job<Evaluation> {

    /**
     * @throws UnusableInputException when a folder cannot be used, no case has a partner, or none
     *     can be compared
     */
    @Override
    public Evaluation run(Progress progress, CancelToken cancel)
        throws IOException, UnusableInputException {
      CasePairs pairs = CasePairs.of(predicted, truth);
      if (pairs.pairs().isEmpty()) {
        throw new UnusableInputException(
            predicted + " and " + truth, "no case of one has the name of a case of the other");
      }
      List<CaseComparison> cases = new ArrayList<>();
      List<String> left = new ArrayList<>();
      pairs.empty().forEach(e -> left.add(e + ": holds no labels, SEG or contours.json"));
      int done = 0;
      for (var pair : pairs.pairs().entrySet()) {
        cancel.throwIfCancelled();
        progress.report((double) done++ / pairs.pairs().size(), "comparing");
        try {
          cases.add(compared(pair.getKey(), pair.getValue()));
        } catch (UnusableInputException e) {
          left.add(String.valueOf(e.getMessage()));
        }
      }
      if (cases.isEmpty()) {
        throw new UnusableInputException(
            predicted.toString(), "no case can be compared; " + left.getFirst());
      }
      progress.report(1, "compared");
      return of(cases, pairs.predictedOnly(), pairs.truthOnly(), left);
    }

    private CaseComparison compared(String name, CasePairs.Pair pair)
        throws IOException, UnusableInputException {
      CaseSet.Kind common = common(pair);
      return CaseComparison.of(
          name,
          pair.predicted().read(kind(pair.predicted(), predictedKind, common)),
          pair.truth().read(kind(pair.truth(), truthKind, common)));
    }

    private CaseSet.@Nullable Kind common(CasePairs.Pair pair) {
      Set<CaseSet.Kind> truths = truthKind == null ? pair.truth().kinds() : Set.of(truthKind);
      Set<CaseSet.Kind> others =
          predictedKind == null ? pair.predicted().kinds() : Set.of(predictedKind);
      return Arrays.stream(CaseSet.Kind.values())
          .filter(kind -> truths.contains(kind) && others.contains(kind))
          .findFirst()
          .orElse(null);
    }

    private static CaseSet.Kind kind(
        CaseFolder folder, CaseSet.@Nullable Kind chosen, CaseSet.@Nullable Kind common)
        throws UnusableInputException {
      if (chosen != null && !folder.kinds().contains(chosen)) {
        throw new UnusableInputException(
            folder.name(), "holds no " + chosen.name().toLowerCase(java.util.Locale.ROOT));
      }
      if (chosen != null) {
        return chosen;
      }
      return common != null
          ? common
          : Arrays.stream(CaseSet.Kind.values())
              .filter(folder.kinds()::contains)
              .findFirst()
              .orElseThrow();
    }
  }

  private static Evaluation of(
      List<CaseComparison> cases,
      List<String> predictedOnly,
      List<String> truthOnly,
      List<String> leftOut) {
    List<Overlap> overlaps = new ArrayList<>();
    List<LevelOverlap> levels = new ArrayList<>();
    for (Mark mark : Mark.values()) {
      for (Region region : Region.values()) {
        Overlaps of = new Overlaps(cases, mark, region);
        of.whole().ifPresent(overlaps::add);
        levels.addAll(of.levels());
      }
    }
    List<Observers.Value> values = new ArrayList<>();
    for (CaseComparison c : cases) {
      add(values, c.name(), FIRST, c.predicted());
      add(values, c.name(), SECOND, c.truth());
    }
    return new Evaluation(
        cases,
        overlaps,
        levels,
        Observers.of(values).pairs().stream().map(Evaluation::agreement).toList(),
        predictedOnly,
        truthOnly,
        leftOut);
  }

  private static Agreement agreement(Observers.Pair pair) {
    return new Agreement(
        pair, PredictionError.of(numbers(pair.firsts()), numbers(pair.seconds())).orElseThrow());
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void add(
      List<Observers.Value> values,
      String name,
      String set,
      java.util.SortedMap<Quantity, Double> numbers) {
    numbers.forEach((quantity, n) -> values.add(new Observers.Value(name, set, 0, quantity, n)));
  }
}
