package ventricle.engine.dicom.cine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack.Note;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Sentence;

/** Lays cines of parallel slices side by side: the same phase of all slices is the same moment. */
final class StackAssembler {

  private static final double RR_TOLERANCE = .1;
  private static final double SPACING_TOLERANCE = 1.5;

  private final List<SliceCine> slices;
  private final int phases;
  private final List<Note> notes = new ArrayList<>();

  /**
   * @param slices basal first
   */
  StackAssembler(List<SliceCine> slices) {
    this.slices = slices;
    this.phases = commonCount(slices);
  }

  StackPlan assemble() {
    TreeMap<FrameKey, FrameHeader> images = new TreeMap<>();
    Map<FrameKey, Double> delays = new HashMap<>();
    List<Integer> paired = new ArrayList<>();
    for (int s = 0; s < slices.size(); s++) {
      SliceCine cine = slices.get(s);
      int[] source = PhaseGrid.missing(cine, slices, phases).orElse(null);
      if (source == null) {
        source = byFraction(cine.phases().size());
        if (cine.phases().size() != phases) {
          paired.add(s + 1);
        }
      }
      for (int p = 0; p < phases; p++) {
        if (source[p] >= 0) {
          FrameKey key = new FrameKey(s, p);
          images.put(key, cine.phases().get(source[p]));
          Double delay = cine.delayMs(source[p]);
          if (delay != null) {
            delays.put(key, delay);
          }
        }
      }
    }
    noteFindings(images.size(), paired);
    List<Double> rrs = slices.stream().map(SliceCine::rrMs).filter(Objects::nonNull).toList();
    return new StackPlan(
        commonDescription(),
        slices.getFirst().phases().getFirst().frameOfReference(),
        slices.stream().map(SliceCine::geometry).toList(),
        phases,
        images,
        delays,
        phaseTimes(delays),
        rrs.isEmpty() ? null : SliceCine.median(toArray(rrs)).orElseThrow(),
        notes);
  }

  /** The phase count of most slices; the larger of equally frequent ones. */
  private static int commonCount(List<SliceCine> slices) {
    Map<Integer, Integer> frequency = new HashMap<>();
    slices.forEach(s -> frequency.merge(s.phases().size(), 1, Integer::sum));
    return frequency.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow()
        .getKey();
  }

  /** For each phase the image nearest in its fraction of the cycle, which wraps. */
  private int[] byFraction(int count) {
    return IntStream.range(0, phases)
        .map(p -> (int) Math.round((double) p * count / phases) % count)
        .toArray();
  }

  private void noteFindings(int loaded, List<Integer> paired) {
    int expected = slices.size() * phases;
    if (loaded < expected) {
      notes.add(Note.of("frames-missing", loaded, expected));
    }
    if (!paired.isEmpty()) {
      notes.add(
          Note.of(
              paired.size() == 1 ? "phases-paired.one" : "phases-paired",
              paired.stream().map(String::valueOf).collect(Collectors.joining(", ")),
              phases));
    }
    int repeated = slices.stream().mapToInt(s -> s.repeated().size()).sum();
    if (repeated > 0) {
      notes.add(Note.of("repeated-images", repeated));
    }
    double[] rr = toArray(slices.stream().map(SliceCine::rrMs).filter(Objects::nonNull).toList());
    if (rr.length > 1) {
      double shortest = Arrays.stream(rr).min().orElseThrow();
      double longest = Arrays.stream(rr).max().orElseThrow();
      if (longest > shortest * (1 + RR_TOLERANCE)) {
        notes.add(Note.of("rr-differs", Sentence.number(shortest, 0), Sentence.number(longest, 0)));
      }
    }
    noteSpacing();
    slices.stream()
        .map(s -> s.phases().getFirst().declaredPhases())
        .filter(Objects::nonNull)
        .max(Integer::compare)
        .filter(declared -> declared > phases)
        .ifPresent(declared -> notes.add(Note.of("fewer-phases", declared, phases)));
  }

  private void noteSpacing() {
    double[] gaps =
        IntStream.range(1, slices.size())
            .mapToDouble(i -> slices.get(i).along() - slices.get(i - 1).along())
            .toArray();
    double least = Arrays.stream(gaps).min().orElse(0);
    double most = Arrays.stream(gaps).max().orElse(0);
    if (most > SPACING_TOLERANCE * least) {
      notes.add(Note.of("irregular-spacing", Sentence.number(least, 1), Sentence.number(most, 1)));
    }
  }

  /** Median delay of each phase over the slices, null unless every phase has one, rising. */
  private @Nullable List<Double> phaseTimes(Map<FrameKey, Double> delays) {
    List<Double> times = new ArrayList<>();
    for (int p = 0; p < phases; p++) {
      int phase = p;
      double[] values =
          IntStream.range(0, slices.size())
              .mapToObj(s -> delays.get(new FrameKey(s, phase)))
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .toArray();
      if (values.length == 0) {
        return null;
      }
      times.add(SliceCine.median(values).orElseThrow());
      if (p > 0 && times.get(p) <= times.get(p - 1)) {
        return null;
      }
    }
    return times;
  }

  /** What the descriptions of the slices begin with, so that slice numbers fall away. */
  private String commonDescription() {
    String common = slices.getFirst().phases().getFirst().description();
    for (SliceCine slice : slices) {
      String other = slice.phases().getFirst().description();
      int length = 0;
      while (length < Math.min(common.length(), other.length())
          && common.charAt(length) == other.charAt(length)) {
        length++;
      }
      common = common.substring(0, length);
    }
    return common.replaceFirst("[\\s_\\-]+$", "");
  }

  private static double[] toArray(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
