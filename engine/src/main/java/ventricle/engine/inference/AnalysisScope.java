package ventricle.engine.inference;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Tracing;

/** Which phases to segment. */
public sealed interface AnalysisScope {

  /** ED and ES as detected; every phase when there is no detector to name them. */
  record EdEs() implements AnalysisScope {}

  /** Every phase, after detecting ED and ES. */
  record AllPhases() implements AnalysisScope {}

  /**
   * The 0-based phases given, without looking for ED and ES.
   *
   * @param ed the phase of ED, null when unknown; what is drawn in other phases is compared with it
   * @param atEd what the segmenter has drawn at ED before; not asked for where ED is one of the
   *     phases
   */
  record Chosen(Set<Integer> phases, @Nullable Integer ed, SortedMap<ContourKey, Tracing> atEd)
      implements AnalysisScope {
    public Chosen {
      phases = Set.copyOf(phases);
      atEd = Collections.unmodifiableSortedMap(new TreeMap<>(atEd));
    }

    /** Of a stack of which nothing is known. */
    public Chosen(Set<Integer> phases) {
      this(phases, null, new TreeMap<>());
    }
  }
}
