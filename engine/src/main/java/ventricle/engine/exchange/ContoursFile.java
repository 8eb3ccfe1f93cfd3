package ventricle.engine.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.InstanceRef;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReaderEntry;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewState;

/**
 * Both layers of contours of a study with what a reader said about them, as {@code contours.json}
 * holds them; slices and phases are 0-based here.
 *
 * @param edPhase null while unset
 * @param esPhase null while unset
 * @param geometry where each slice lies, basal first; null in files of before it was written
 * @param entries the model's layer, then the reader's, each in the order of slice, phase, structure
 * @param removed places where a reader took the model's contour away
 * @param states what a reader said; places not named are unreviewed
 */
public record ContoursFile(
    String studyInstanceUid,
    int slices,
    int phases,
    @Nullable Integer edPhase,
    @Nullable Integer esPhase,
    @Nullable List<Slice> geometry,
    List<Entry> entries,
    List<Removal> removed,
    SortedMap<ContourKey, ReviewState> states) {

  public ContoursFile {
    geometry = geometry == null ? null : List.copyOf(geometry);
    entries = List.copyOf(entries);
    removed = List.copyOf(removed);
    TreeMap<ContourKey, ReviewState> said = new TreeMap<>(states);
    said.values().removeIf(state -> !state.reviewed());
    states = Collections.unmodifiableSortedMap(said);
  }

  /** Whose contour it is: the model's as it came, or the reader's over it. */
  public enum Layer {
    MODEL,
    READER
  }

  /**
   * One contour.
   *
   * @param sopInstanceUid the image it lies on, null when that frame is missing from the stack
   * @param frameNumber 1-based frame within the instance, null likewise
   */
  public record Entry(
      ContourKey key,
      Layer layer,
      Tracing tracing,
      @Nullable String sopInstanceUid,
      @Nullable Integer frameNumber) {}

  /** A place where a reader took the model's contour away. */
  public record Removal(ContourKey key, String reader) {}

  /** What a document says about a study. */
  public static ContoursFile of(Study study, ReviewDocument document) {
    List<Entry> entries = new ArrayList<>();
    document
        .modelLayer()
        .forEach((key, tracing) -> entries.add(entry(study, key, Layer.MODEL, tracing)));
    List<Removal> removed = new ArrayList<>();
    for (Map.Entry<ContourKey, ReaderEntry> e : document.readerLayer().entrySet()) {
      switch (e.getValue()) {
        case ReaderEntry.Drawn(Tracing tracing) ->
            entries.add(entry(study, e.getKey(), Layer.READER, tracing));
        case ReaderEntry.Removed(String reader) -> removed.add(new Removal(e.getKey(), reader));
      }
    }
    return new ContoursFile(
        document.studyInstanceUid(),
        document.sliceCount(),
        document.phaseCount(),
        phase(document.ed()),
        phase(document.es()),
        study.stack().slices(),
        entries,
        removed,
        document.states());
  }

  /** The contour that counts at each place: the reader's where there is one, else the model's. */
  public SortedMap<ContourKey, Tracing> shown() {
    TreeMap<ContourKey, Tracing> shown = new TreeMap<>();
    for (Layer layer : Layer.values()) {
      entries.stream()
          .filter(entry -> entry.layer() == layer)
          .forEach(entry -> shown.put(entry.key(), entry.tracing()));
      if (layer == Layer.MODEL) {
        removed.forEach(removal -> shown.remove(removal.key()));
      }
    }
    return Collections.unmodifiableSortedMap(shown);
  }

  /** {@link #shown} without what a reader excluded: what numbers are made of. */
  public SortedMap<ContourKey, Tracing> counted() {
    TreeMap<ContourKey, Tracing> counted = new TreeMap<>(shown());
    counted.keySet().removeIf(key -> states.get(key) instanceof ReviewState.Excluded);
    return Collections.unmodifiableSortedMap(counted);
  }

  private static Entry entry(Study study, ContourKey key, Layer layer, Tracing tracing) {
    InstanceRef source = study.stack().frame(key.frame()).map(frame -> frame.source()).orElse(null);
    return source == null
        ? new Entry(key, layer, tracing, null, null)
        : new Entry(key, layer, tracing, source.sopInstanceUid(), source.frameNumber());
  }

  private static @Nullable Integer phase(@Nullable PhaseMark mark) {
    return mark == null ? null : mark.phase();
  }
}
