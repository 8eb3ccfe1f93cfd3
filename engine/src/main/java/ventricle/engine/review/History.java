package ventricle.engine.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ventricle.engine.domain.ContourKey;

/**
 * A document with the way back and forth, immutable. Steps hold what they changed, not copies of
 * the document. A model run is no step: it stays when steps before it are undone, and it ends the
 * way forth. A look is none either and changes nothing of the way.
 *
 * @param past steps that can be undone, oldest first, at most {@link #LIMIT}
 * @param future steps that can be redone, next first
 */
public record History(ReviewDocument document, List<Step> past, List<Step> future) {

  /** Steps kept. */
  public static final int LIMIT = 500;

  /** One step: the edit that names it and what it changed. */
  public record Step(Edit edit, Delta delta) {}

  /** What became of an edit. */
  public sealed interface Result {

    record Applied(History history) implements Result {}

    record Refused(EditResult.Reason reason, String message) implements Result {}
  }

  public History {
    past = List.copyOf(past);
    future = List.copyOf(future);
  }

  /** A document without steps. */
  public static History of(ReviewDocument document) {
    return new History(document, List.of(), List.of());
  }

  public Result apply(Edit edit) {
    return switch (Edits.apply(document, edit)) {
      case EditResult.Refused(var reason, var message) -> new Result.Refused(reason, message);
      case EditResult.Applied(ReviewDocument after) ->
          new Result.Applied(
              switch (edit) {
                case Edit.ModelRun run -> afterModelRun(after);
                case Edit.LookAt looks -> new History(after, past, future);
                case Edit step -> afterStep(step, after);
              });
    };
  }

  /** The edit that undo would take back. */
  public Optional<Edit> undoStep() {
    return past.isEmpty() || signed() ? Optional.empty() : Optional.of(past.getLast().edit);
  }

  /** The edit that redo would make again. */
  public Optional<Edit> redoStep() {
    return future.isEmpty() || signed() ? Optional.empty() : Optional.of(future.getFirst().edit);
  }

  /** One step back; the same history when there is none or the study is signed. */
  public History undo() {
    if (undoStep().isEmpty()) {
      return this;
    }
    Step step = past.getLast();
    List<Step> ahead = new ArrayList<>(future.size() + 1);
    ahead.add(step);
    ahead.addAll(future);
    return new History(step.delta.undo(document), past.subList(0, past.size() - 1), ahead);
  }

  /** One step forth; the same history when there is none or the study is signed. */
  public History redo() {
    if (redoStep().isEmpty()) {
      return this;
    }
    Step step = future.getFirst();
    List<Step> behind = new ArrayList<>(past);
    behind.add(step);
    return new History(step.delta.redo(document), behind, future.subList(1, future.size()));
  }

  private boolean signed() {
    return document.state() == StudyState.SIGNED;
  }

  private History afterStep(Edit edit, ReviewDocument after) {
    if (after.equals(document)) {
      return this;
    }
    if (edit instanceof Edit.Sign || edit instanceof Edit.Amend) {
      // a signature is not undone: what was signed is where an amendment begins
      return History.of(after);
    }
    List<Step> steps =
        new ArrayList<>(past.subList(Math.max(0, past.size() - LIMIT + 1), past.size()));
    steps.add(new Step(edit, Delta.between(document, after)));
    return new History(after, steps, List.of());
  }

  private History afterModelRun(ReviewDocument after) {
    Set<ContourKey> replaced = document.changedModelKeys(after.modelLayer());
    List<Step> steps = new ArrayList<>(past);
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      steps.set(i, new Step(step.edit, step.delta.withoutReviewOf(replaced)));
      if (step.delta.flip()) {
        replaced =
            replaced.stream()
                .map(key -> Edits.flipped(key, document.sliceCount()))
                .collect(Collectors.toCollection(TreeSet::new));
      }
    }
    return new History(after, steps, List.of());
  }
}
