package ventricle.engine.inference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.CineStack.Note;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.DetectedPhases;
import ventricle.engine.review.Edit;
import ventricle.engine.review.SecondReading;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Job;
import ventricle.engine.task.Progress;

/**
 * Everything the models do for a study: finds ED and ES, then draws the ventricles there or in
 * every phase. The first phase looked at tells where the heart is, for both.
 */
public final class StudyAnalysis implements Job<AnalysisOutcome> {

  private static final double DETECTION_SHARE = 0.25;

  private final Models models;
  private final CineStack stack;
  private final AnalysisScope scope;

  public StudyAnalysis(Models models, CineStack stack, AnalysisScope scope) {
    this.models = models;
    this.stack = stack;
    this.scope = scope;
  }

  /**
   * @throws InferenceException when a model fails on this stack
   */
  @Override
  public AnalysisOutcome run(Progress progress, CancelToken cancel) throws InferenceException {
    cancel.throwIfCancelled();
    if (models.isEmpty()) {
      List<String> reasons = new ArrayList<>(models.problems());
      return new AnalysisOutcome.NoModel(
          reasons.isEmpty() ? List.of("no model is installed") : reasons);
    }
    List<Note> notes = new ArrayList<>();
    models.problems().forEach(problem -> notes.add(new Note("model-not-used", problem)));
    notes.addAll(RangeCheck.check(models.cards(), stack));
    long start = System.nanoTime();
    DetectedPhases detected = detect(progress, cancel, notes);
    long afterDetection = System.nanoTime();
    Set<Integer> phases = new TreeSet<>();
    SortedMap<ContourKey, Tracing> contours = new TreeMap<>();
    SortedMap<ContourKey, Tracing> leftOut = new TreeMap<>();
    Optional<Segmenter> segmenter = models.segmenter();
    if (segmenter.isPresent()) {
      phases.addAll(phases(detected));
      draw(segmenter.get(), phases, contours, leftOut, progress, cancel);
      if (detected != null) {
        detected =
            checked(detected, segmenter.get(), phases, contours, leftOut, notes, progress, cancel);
      }
      leftOut.putAll(takenAboveTheRv(detected, segmenter.get(), contours, leftOut));
      if (contours.isEmpty()) {
        notes.add(Note.of("no-heart-found"));
      }
    } else {
      notes.add(Note.of("no-segmenter"));
    }
    SecondReading second = secondReading(detected, progress, cancel);
    long end = System.nanoTime();
    cancel.throwIfCancelled();
    progress.report(1, "Analysed");
    return new AnalysisOutcome.Analysed(
        new Edit.ModelRun(
            phases,
            contours,
            leftOut,
            detected,
            used(detected, second),
            models.device().name(),
            second,
            segmenter.map(s -> s.card().range().minMeanConfidence()).orElse(null)),
        notes.stream().distinct().toList(),
        new AnalysisOutcome.Timings(
            (afterDetection - start) / 1_000_000, (end - afterDetection) / 1_000_000));
  }

  /** Adds the contours of phases, and to those left out an LV that is open at the base. */
  private void draw(
      Segmenter segmenter,
      Set<Integer> phases,
      SortedMap<ContourKey, Tracing> contours,
      SortedMap<ContourKey, Tracing> leftOut,
      Progress progress,
      CancelToken cancel)
      throws InferenceException {
    SortedMap<ContourKey, Tracing> drawn =
        new TreeMap<>(segmenter.segment(stack, phases, progress.part(DETECTION_SHARE, 1), cancel));
    leftOut.putAll(taken(drawn, OpenBase.gone(segmenter.card(), stack, drawn)));
    contours.putAll(drawn);
  }

  /** Looks at every phase when the detector's marks contradict the volumes there. */
  private DetectedPhases checked(
      DetectedPhases detected,
      Segmenter segmenter,
      Set<Integer> phases,
      SortedMap<ContourKey, Tracing> contours,
      SortedMap<ContourKey, Tracing> leftOut,
      List<Note> notes,
      Progress progress,
      CancelToken cancel)
      throws InferenceException {
    boolean doubtful = PhaseCheck.doubtful(detected, PhaseCheck.lvVolumes(stack, phases, contours));
    if (doubtful) {
      Set<Integer> others = new TreeSet<>(allPhases());
      others.removeAll(phases);
      draw(segmenter, others, contours, leftOut, progress, cancel);
      phases.addAll(others);
    }
    if (phases.size() < stack.phases()) {
      return detected;
    }
    return PhaseCheck.corrected(detected, PhaseCheck.lvVolumes(stack, phases, contours))
        .map(
            corrected -> {
              notes.add(
                  Note.of(
                      "phases-from-volume",
                      detected.edPhase() + 1,
                      detected.esPhase() + 1,
                      corrected.edPhase() + 1,
                      corrected.esPhase() + 1));
              return corrected;
            })
        .orElse(detected);
  }

  /** Takes contours away, and gives what was taken. */
  private static SortedMap<ContourKey, Tracing> taken(
      SortedMap<ContourKey, Tracing> contours, Set<ContourKey> gone) {
    SortedMap<ContourKey, Tracing> taken = new TreeMap<>(contours);
    taken.keySet().retainAll(gone);
    contours.keySet().removeAll(gone);
    return taken;
  }

  /**
   * Takes RV contours away on slices that the base has come down past, by the segmenter's rule,
   * which compares what was drawn, also an LV that was left out.
   */
  private SortedMap<ContourKey, Tracing> takenAboveTheRv(
      @Nullable DetectedPhases detected,
      Segmenter segmenter,
      SortedMap<ContourKey, Tracing> contours,
      SortedMap<ContourKey, Tracing> leftOut) {
    ModelCard.RvBase rule = segmenter.card().postProcessing().rvBase();
    Integer ed = detected == null ? null : (Integer) detected.edPhase();
    SortedMap<ContourKey, Tracing> drawn = new TreeMap<>();
    if (scope instanceof AnalysisScope.Chosen chosen) {
      ed = chosen.ed();
      drawn.putAll(chosen.atEd());
    }
    if (rule == null || ed == null) {
      return new TreeMap<>();
    }
    drawn.putAll(contours);
    drawn.putAll(leftOut);
    return taken(contours, RvBase.gone(rule, stack, drawn, ed));
  }

  private Set<Integer> allPhases() {
    return IntStream.range(0, stack.phases()).boxed().collect(Collectors.toSet());
  }

  private @Nullable DetectedPhases detect(Progress progress, CancelToken cancel, List<Note> notes)
      throws InferenceException {
    if (scope instanceof AnalysisScope.Chosen) {
      return null;
    }
    Optional<PhaseDetector> detector = models.phaseDetector();
    if (detector.isEmpty()) {
      notes.add(Note.of("no-phase-detector"));
      return null;
    }
    if (stack.phases() < 2) {
      notes.add(Note.of("single-phase"));
      return null;
    }
    progress.report(0, "Finding ED and ES");
    return detector.get().detect(stack, Set.of(), cancel);
  }

  private Set<Integer> phases(@Nullable DetectedPhases detected) {
    Set<Integer> all = allPhases();
    return switch (scope) {
      case AnalysisScope.AllPhases() -> all;
      case AnalysisScope.Chosen chosen -> chosen.phases();
      case AnalysisScope.EdEs() ->
          detected == null ? all : Set.of(detected.edPhase(), detected.esPhase());
    };
  }

  /** LV volumes at the phases found, without contours; null without a model for it or phases. */
  private @Nullable SecondReading secondReading(
      @Nullable DetectedPhases detected, Progress progress, CancelToken cancel)
      throws InferenceException {
    VolumeReader reader = models.volumeReader().orElse(null);
    if (reader == null || detected == null) {
      return null;
    }
    progress.report(1, "Reading volumes again");
    ModelCard.ErrorBand band = reader.card().errorBand();
    return new SecondReading(
        reader.card().ref(),
        volume(reader, detected.edPhase(), band == null ? null : band.ed(), cancel),
        volume(reader, detected.esPhase(), band == null ? null : band.es(), cancel));
  }

  private SecondReading.Volume volume(
      VolumeReader reader, int phase, ModelCard.@Nullable Interval expected, CancelToken cancel)
      throws InferenceException {
    return new SecondReading.Volume(
        phase,
        reader.lvMl(stack, phase, cancel).orElse(null),
        expected == null ? null : expected.low(),
        expected == null ? null : expected.high());
  }

  /** The models that had a part in the results. */
  private Set<ModelRef> used(@Nullable DetectedPhases detected, @Nullable SecondReading second) {
    Set<ModelRef> used = new LinkedHashSet<>();
    for (ModelCard card : models.cards()) {
      boolean spoke =
          switch (card.role()) {
            case PHASE -> detected != null;
            case SEGMENT -> true;
            case VOLUME -> second != null;
            case EXPLAIN, VELOCITY -> false;
          };
      if (spoke) {
        used.add(card.ref());
      }
    }
    return used;
  }
}
