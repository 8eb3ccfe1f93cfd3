package ventricle.engine.inference;

import java.util.Set;

/** Which phases to segment. */
public sealed interface AnalysisScope {

  /** ED and ES as detected; every phase when there is no detector to name them. */
  record EdEs() implements AnalysisScope {}

  /** Every phase, after detecting ED and ES. */
  record AllPhases() implements AnalysisScope {}

  /** The 0-based phases given, without looking for ED and ES. */
  record Chosen(Set<Integer> phases) implements AnalysisScope {
    public Chosen {
      phases = Set.copyOf(phases);
    }
  }
}
