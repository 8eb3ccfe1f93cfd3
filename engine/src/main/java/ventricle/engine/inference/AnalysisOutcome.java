package ventricle.engine.inference;

import java.util.List;
import ventricle.engine.domain.CineStack.Note;
import ventricle.engine.review.Edit;

/** What came of {@link StudyAnalysis}. */
public sealed interface AnalysisOutcome {

  /**
   * Models ran.
   *
   * @param run the edit that puts their results into the document
   * @param notes what a reader should know: input out of a model's range, a missing detector
   */
  record Analysed(Edit.ModelRun run, List<Note> notes, Timings timings) implements AnalysisOutcome {
    public Analysed {
      notes = List.copyOf(notes);
    }
  }

  /**
   * There is nothing to run: the study is reviewed without a model.
   *
   * @param reasons why, one line each
   */
  record NoModel(List<String> reasons) implements AnalysisOutcome {
    public NoModel {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Wall time in ms.
   *
   * @param phaseMs finding ED and ES; includes finding the heart
   * @param segmentMs drawing contours and reading the volumes again without them
   */
  record Timings(long phaseMs, long segmentMs) {}
}
