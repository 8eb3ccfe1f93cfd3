package ventricle.engine.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A short-axis stack over the cardiac cycle: slices basal first, every slice with the same number
 * of phases; single frames may be missing.
 *
 * @param description what the file calls the series; may be empty; may identify a patient
 * @param frameOfReferenceUid null when absent
 * @param slices geometry per slice, basal first
 * @param phases number of phases
 * @param frames the images that are present
 * @param phaseTimesMs delay of each phase after the R wave, null when unknown
 * @param rrMs length of the cardiac cycle of this cine, null when unknown
 * @param notes what the reader of the data should know: pairing of phases, duplicates, gaps
 */
public record CineStack(
    String description,
    @Nullable String frameOfReferenceUid,
    List<Slice> slices,
    int phases,
    SortedMap<FrameKey, CineFrame> frames,
    @Nullable List<Double> phaseTimesMs,
    @Nullable Double rrMs,
    List<Note> notes) {

  /**
   * A finding about the data: a stable code and one sentence.
   *
   * @param said the sentence as data; null where it is nobody's own
   */
  public record Note(String code, String message, @Nullable Sentence said) {

    /** In words of somebody else. */
    public Note(String code, String message) {
      this(code, message, null);
    }

    /** A sentence of the program. */
    public static Note of(String key, Object... arguments) {
      Sentence said = Sentence.of(key, arguments);
      return new Note(Sentence.code(key), said.english(), said);
    }
  }

  public CineStack {
    slices = List.copyOf(slices);
    frames = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(frames));
    phaseTimesMs = phaseTimesMs == null ? null : List.copyOf(phaseTimesMs);
    notes = List.copyOf(notes);
    if (slices.isEmpty() || phases < 1) {
      throw new IllegalArgumentException("a stack has at least one slice and one phase");
    }
    for (FrameKey key : frames.keySet()) {
      if (key.slice() >= slices.size() || key.phase() >= phases) {
        throw new IllegalArgumentException("frame outside the stack: " + key);
      }
    }
  }

  public Optional<CineFrame> frame(FrameKey key) {
    return Optional.ofNullable(frames.get(key));
  }

  public Slice slice(int index) {
    return slices.get(index);
  }

  public int sliceCount() {
    return slices.size();
  }

  /** The series its frames come from, each once, in the order of their names. */
  public List<String> seriesInstanceUids() {
    return frames.values().stream()
        .map(frame -> frame.source().seriesInstanceUid())
        .distinct()
        .sorted()
        .toList();
  }

  /** Number of frames the stack would hold were none missing. */
  public int expectedFrames() {
    return slices.size() * phases;
  }

  /**
   * The part of the stack axis each slice stands for when areas are summed to a volume, in mm: half
   * the distance to each neighbour; an end slice takes its one neighbour's distance in full. Null
   * for a single slice, whose distance nobody knows.
   */
  public @Nullable List<Double> slabThicknessesMm() {
    int n = slices.size();
    if (n < 2) {
      return null;
    }
    Vector3 normal = slices.getFirst().normal();
    List<Double> thicknesses = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      double before = i > 0 ? distance(i - 1, i, normal) : distance(0, 1, normal);
      double after = i < n - 1 ? distance(i, i + 1, normal) : distance(n - 2, n - 1, normal);
      thicknesses.add((before + after) / 2);
    }
    return List.copyOf(thicknesses);
  }

  /**
   * How near a parallel plane has to be to lie on a slice, mm: a quarter of the slice's slab, 2
   * where that is unknown.
   */
  public double nearMm(int slice) {
    List<Double> slabs = slabThicknessesMm();
    return slabs == null ? 2 : slabs.get(slice) / 4;
  }

  /** The same stack with other notes. */
  public CineStack withNotes(List<Note> other) {
    return new CineStack(
        description, frameOfReferenceUid, slices, phases, frames, phaseTimesMs, rrMs, other);
  }

  private double distance(int a, int b, Vector3 normal) {
    return Math.abs(slices.get(b).along(normal) - slices.get(a).along(normal));
  }

  /** The same stack with base and apex exchanged. */
  public CineStack flipped() {
    int last = slices.size() - 1;
    TreeMap<FrameKey, CineFrame> turned = new TreeMap<>();
    for (Map.Entry<FrameKey, CineFrame> e : frames.entrySet()) {
      turned.put(new FrameKey(last - e.getKey().slice(), e.getKey().phase()), e.getValue());
    }
    return new CineStack(
        description,
        frameOfReferenceUid,
        slices.reversed(),
        phases,
        turned,
        phaseTimesMs,
        rrMs,
        notes);
  }
}
