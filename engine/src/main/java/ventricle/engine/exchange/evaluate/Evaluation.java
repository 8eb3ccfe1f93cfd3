package ventricle.engine.exchange.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.measure.agreement.Quantity;
import ventricle.engine.review.Mark;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Job;
import ventricle.engine.task.Progress;

/**
 * A set of predictions against a set of truths.
 *
 * @param cases by name
 * @param overlaps every region at ED and ES over the cases
 * @param agreements every quantity over the cases in which both know it; differences are predicted
 *     minus truth
 * @param predictedOnly names without a partner in the truth
 * @param truthOnly names without a partner among the predictions
 * @param leftOut cases and folders that could not be compared, each one line with its cause
 */
public record Evaluation(
    List<CaseComparison> cases,
    List<Overlap> overlaps,
    List<Observers.Pair> agreements,
    List<String> predictedOnly,
    List<String> truthOnly,
    List<String> leftOut) {

  private static final String FIRST = "predicted";
  private static final String SECOND = "truth";

  public Evaluation {
    cases = List.copyOf(cases);
    overlaps = List.copyOf(overlaps);
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
   * Spread of a number over cases.
   *
   * @param sd standard deviation (n − 1); null for one case
   */
  public record Spread(
      int n, double mean, @Nullable Double sd, double median, double min, double max) {

    static Optional<Spread> of(double[] values) {
      int n = values.length;
      if (n == 0) {
        return Optional.empty();
      }
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      double mean = Arrays.stream(sorted).average().orElseThrow();
      double squares = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
      return Optional.of(
          new Spread(
              n,
              mean,
              n < 2 ? null : (Double) Math.sqrt(squares / (n - 1)),
              (sorted[(n - 1) / 2] + sorted[n / 2]) / 2,
              sorted[0],
              sorted[n - 1]));
    }
  }

  /**
   * One region at one mark over the cases.
   *
   * @param hausdorff over the cases' largest distances; null where no case has one
   * @param averagePerpendicular over the cases' means; null likewise
   * @param millimetres whether the distances are those of the cases in mm; of those in pixels when
   *     no case knows its spacing
   * @param predictedOnly slices that only the prediction has
   * @param truthOnly slices that only the truth has
   */
  public record Overlap(
      Mark mark,
      Region region,
      Spread dice,
      @Nullable Spread hausdorff,
      @Nullable Spread averagePerpendicular,
      boolean millimetres,
      int both,
      int predictedOnly,
      int truthOnly) {}

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
            String.valueOf(folder.path().getFileName()),
            "holds no " + chosen.name().toLowerCase(java.util.Locale.ROOT));
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
    for (Mark mark : Mark.values()) {
      for (Region region : Region.values()) {
        List<CaseComparison.Summary> found =
            cases.stream()
                .flatMap(c -> c.summaries().stream())
                .filter(s -> s.mark() == mark && s.region() == region)
                .toList();
        if (!found.isEmpty()) {
          overlaps.add(overlap(mark, region, found));
        }
      }
    }
    List<Observers.Value> values = new ArrayList<>();
    for (CaseComparison c : cases) {
      add(values, c.name(), FIRST, c.predicted());
      add(values, c.name(), SECOND, c.truth());
    }
    return new Evaluation(
        cases, overlaps, Observers.of(values).pairs(), predictedOnly, truthOnly, leftOut);
  }

  private static void add(
      List<Observers.Value> values,
      String name,
      String set,
      java.util.SortedMap<Quantity, Double> numbers) {
    numbers.forEach((quantity, n) -> values.add(new Observers.Value(name, set, 0, quantity, n)));
  }

  private static Overlap overlap(Mark mark, Region region, List<CaseComparison.Summary> found) {
    boolean mm = found.stream().anyMatch(CaseComparison.Summary::millimetres);
    List<CaseComparison.Summary> measured =
        found.stream().filter(s -> s.millimetres() == mm).toList();
    return new Overlap(
        mark,
        region,
        Spread.of(found.stream().mapToDouble(CaseComparison.Summary::dice).toArray()).orElseThrow(),
        spread(measured, CaseComparison.Summary::hausdorff),
        spread(measured, CaseComparison.Summary::averagePerpendicular),
        mm,
        found.stream().mapToInt(CaseComparison.Summary::both).sum(),
        found.stream().mapToInt(CaseComparison.Summary::predictedOnly).sum(),
        found.stream().mapToInt(CaseComparison.Summary::truthOnly).sum());
  }

  private static @Nullable Spread spread(
      List<CaseComparison.Summary> of, Function<CaseComparison.Summary, @Nullable Double> value) {
    return Spread.of(
            of.stream()
                .map(value)
                .filter(java.util.Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray())
        .orElse(null);
  }
}
