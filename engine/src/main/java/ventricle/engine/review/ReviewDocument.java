package ventricle.engine.review;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Papillary;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;

/**
 * Everything said about a study, immutable: the model's layer, the reader's layer over it, review
 * states, the ED and ES marks. Every number on screen comes from {@link #shown}.
 *
 * @param sliceCount slices of the stack, basal first
 * @param phaseCount phases of the stack
 * @param flipped whether base and apex were exchanged against the order the reader of the files
 *     proposed; the keys in this document already count from the present base
 * @param segmentedPhases phases a model has segmented
 * @param device where the models ran, null before the first run
 * @param secondReading LV volumes read without contours, null when no model has read any
 * @param minMeanConfidence mean confidence of a phase's LV contours below which the segmenter is
 *     not to be trusted there; null when it does not say
 * @param looks which frames a reader has had on screen
 * @param signatures every signed version and every amendment
 * @param papillary where papillary muscles are counted in every number of the study
 * @param insertions anterior RV insertion points where a reader has put them, in image coordinates
 * @param entries what a reader entered about person, wall motion and report
 * @param leftOut contours that a model drew and a rule of it took away; see {@link #offered}
 */
public record ReviewDocument(
    String studyInstanceUid,
    int sliceCount,
    int phaseCount,
    boolean flipped,
    @Nullable PhaseMark ed,
    @Nullable PhaseMark es,
    @Nullable DetectedPhases detected,
    SortedMap<ContourKey, Tracing> modelLayer,
    SortedMap<ContourKey, ReaderEntry> readerLayer,
    SortedMap<ContourKey, ReviewState> states,
    SortedSet<Integer> segmentedPhases,
    Set<ModelRef> models,
    @Nullable String device,
    StudyState state,
    @Nullable SecondReading secondReading,
    @Nullable Double minMeanConfidence,
    SortedMap<FrameKey, Look> looks,
    Signatures signatures,
    Papillary papillary,
    SortedMap<FrameKey, Point> insertions,
    StudyEntries entries,
    SortedMap<ContourKey, Tracing> leftOut) {

  public ReviewDocument {
    modelLayer = Collections.unmodifiableSortedMap(new TreeMap<>(modelLayer));
    readerLayer = Collections.unmodifiableSortedMap(new TreeMap<>(readerLayer));
    states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
    segmentedPhases = Collections.unmodifiableSortedSet(new TreeSet<>(segmentedPhases));
    models = Set.copyOf(models);
    // journals before version 3 know neither looks nor signatures, papillary muscles or
    // insertion points
    looks = looks == null ? new TreeMap<>() : new TreeMap<>(looks);
    looks = Collections.unmodifiableSortedMap(looks);
    signatures = signatures == null ? Signatures.NONE : signatures;
    if (!signatures.fit(state)) {
      throw new IllegalArgumentException(signatures + " of a study that is " + state);
    }
    papillary = papillary == null ? Papillary.CAVITY : papillary;
    insertions = insertions == null ? new TreeMap<>() : new TreeMap<>(insertions);
    insertions = Collections.unmodifiableSortedMap(insertions);
    // nor do those before version 4 know entries
    entries = entries == null ? StudyEntries.NONE : entries;
    // nor those before version 5 what a model left out
    leftOut = leftOut == null ? new TreeMap<>() : new TreeMap<>(leftOut);
    leftOut = Collections.unmodifiableSortedMap(leftOut);
  }

  /** A document without a second reading and of a segmenter that does not say how sure it is. */
  public ReviewDocument(
      String studyInstanceUid,
      int sliceCount,
      int phaseCount,
      boolean flipped,
      @Nullable PhaseMark ed,
      @Nullable PhaseMark es,
      @Nullable DetectedPhases detected,
      SortedMap<ContourKey, Tracing> modelLayer,
      SortedMap<ContourKey, ReaderEntry> readerLayer,
      SortedMap<ContourKey, ReviewState> states,
      SortedSet<Integer> segmentedPhases,
      Set<ModelRef> models,
      @Nullable String device,
      StudyState state) {
    this(
        studyInstanceUid,
        sliceCount,
        phaseCount,
        flipped,
        ed,
        es,
        detected,
        modelLayer,
        readerLayer,
        states,
        segmentedPhases,
        models,
        device,
        state,
        null,
        null,
        new TreeMap<>(),
        Signatures.NONE,
        Papillary.CAVITY,
        new TreeMap<>(),
        StudyEntries.NONE,
        new TreeMap<>());
  }

  /** A document about which nothing has been said. */
  public static ReviewDocument blank(String studyInstanceUid, int sliceCount, int phaseCount) {
    return new ReviewDocument(
        studyInstanceUid,
        sliceCount,
        phaseCount,
        false,
        null,
        null,
        null,
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeSet<>(),
        Set.of(),
        null,
        StudyState.DRAFT);
  }

  /** The contour on screen at a place: the reader's where there is one, else the model's. */
  public Optional<Tracing> shown(ContourKey key) {
    return switch (readerLayer.get(key)) {
      case ReaderEntry.Drawn(Tracing tracing) -> Optional.of(tracing);
      case ReaderEntry.Removed removed -> Optional.empty();
      case null -> Optional.ofNullable(modelLayer.get(key));
    };
  }

  /**
   * A contour that a model drew and a rule of it then left out, where nothing is shown and no
   * reader has said anything yet. It counts in no number; {@link Reverting} brings it back.
   */
  public Optional<Tracing> offered(ContourKey key) {
    return readerLayer.containsKey(key) || modelLayer.containsKey(key) || stateOf(key).reviewed()
        ? Optional.empty()
        : Optional.ofNullable(leftOut.get(key));
  }

  /** Whether a contour of a structure is shown anywhere. */
  public boolean shows(Structure structure) {
    return Stream.concat(modelLayer.keySet().stream(), readerLayer.keySet().stream())
        .anyMatch(key -> key.structure() == structure && shown(key).isPresent());
  }

  public Optional<Tracing> shown(FrameKey frame, Structure structure) {
    return shown(new ContourKey(frame, structure));
  }

  /** Review state of a structure in a frame. */
  public ReviewState stateOf(ContourKey key) {
    return states.getOrDefault(key, new ReviewState.Unreviewed());
  }

  /** The mark, null while nobody and no detector has set it. */
  public @Nullable PhaseMark mark(Mark mark) {
    return mark == Mark.ED ? ed : es;
  }

  /**
   * The mark that stands on a phase, ED where both do.
   *
   * @param phase 0-based
   */
  public Optional<Mark> markAt(int phase) {
    return Stream.of(Mark.values()).filter(mark -> standsOn(mark(mark), phase)).findFirst();
  }

  private static boolean standsOn(@Nullable PhaseMark mark, int phase) {
    return mark != null && mark.phase() == phase;
  }

  /** Whether slice and phase exist in this stack. */
  public boolean holds(ContourKey key) {
    return holds(key.frame());
  }

  public boolean holds(FrameKey frame) {
    return frame.slice() < sliceCount && frame.phase() < phaseCount;
  }

  /** Whether a reader has had the frame on screen with the contours it shows now. */
  public boolean seen(FrameKey frame) {
    Look look = looks.get(frame);
    return look != null && look.stillHolds(this, frame);
  }

  /** Whether a reader left this structure in this frame out of every number. */
  public boolean excluded(ContourKey key) {
    return states.get(key) instanceof ReviewState.Excluded;
  }

  /** The contour that counts in measurements: the one shown, unless it is excluded. */
  public Optional<Tracing> counted(ContourKey key) {
    return excluded(key) ? Optional.empty() : shown(key);
  }

  /** The line of {@link #counted}. */
  public Optional<Contour> countedContour(ContourKey key) {
    return counted(key).map(Tracing::contour);
  }

  /** Where another model layer differs from this document's. */
  SortedSet<ContourKey> changedModelKeys(SortedMap<ContourKey, Tracing> other) {
    TreeSet<ContourKey> keys = new TreeSet<>(modelLayer.keySet());
    keys.addAll(other.keySet());
    keys.removeIf(key -> Objects.equals(modelLayer.get(key), other.get(key)));
    return keys;
  }
}
