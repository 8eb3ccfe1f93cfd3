package ventricle.app.review;

import ventricle.app.text.Text;
import ventricle.engine.review.Edit;

/** What an edit is called in "Undo: …". */
public final class UndoNames {

  private final Text text;

  public UndoNames(Text text) {
    this.text = text;
  }

  public String of(Edit edit) {
    return switch (edit) {
      case Edit.SetContour set ->
          text.get("undo.set-contour." + Text.key(set.gesture()))
              + " · "
              + text.name(set.key().structure());
      case Edit.RemoveContour remove ->
          text.get("undo.remove-contour") + " · " + text.name(remove.key().structure());
      case Edit.RevertToModel revert ->
          text.get("undo.revert") + " · " + text.name(revert.key().structure());
      case Edit.MoveMark move -> text.get("undo.move-mark", move.mark().name());
      case Edit.SetState states -> text.get("undo.accept", states.states().size());
      case Edit.SetStudyState state -> text.get("undo.study-state");
      case Edit.Sign sign -> text.get("undo.sign");
      case Edit.Amend amend -> text.get("undo.amend");
      case Edit.LookAt look -> text.get("undo.look-at");
      case Edit.FlipStack flip -> text.get("undo.flip");
      case Edit.ModelRun run -> text.get("job.analyze");
    };
  }
}
