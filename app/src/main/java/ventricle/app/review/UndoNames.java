package ventricle.app.review;

import ventricle.app.text.Text;
import ventricle.engine.review.Edit;
import ventricle.engine.review.ReviewState;

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
      case Edit.FillContours fill ->
          text.get("undo.fill." + Text.key(fill.filling()), fill.contours().size())
              + " · "
              + text.name(fill.contours().firstKey().structure());
      case Edit.RemoveContours remove -> text.get("undo.remove-contours", remove.keys().size());
      case Edit.RestoreModel restore -> text.get("undo.restore");
      case Edit.ConfirmAbsent absent -> text.get("undo.absent");
      case Edit.PlaceInsertion insertion -> text.get("undo.insertion");
      case Edit.MoveMark move -> text.get("undo.move-mark", move.mark().name());
      case Edit.SetState states -> of(states);
      case Edit.SetStudyState state -> text.get("undo.study-state");
      case Edit.Sign sign -> text.get("undo.sign");
      case Edit.Amend amend -> text.get("undo.amend");
      case Edit.LookAt look -> text.get("undo.look-at");
      case Edit.SetPapillary set -> text.get("undo.papillary");
      case Edit.SetEntries entries -> text.get("undo.entries." + Text.key(entries.what()));
      case Edit.FlipStack flip -> text.get("undo.flip");
      case Edit.ModelRun run -> text.get("job.analyze");
    };
  }

  private String of(Edit.SetState edit) {
    var states = edit.states().values();
    if (!states.isEmpty() && states.stream().allMatch(ReviewState.Excluded.class::isInstance)) {
      return text.get("undo.exclude");
    }
    if (!states.isEmpty() && states.stream().allMatch(ReviewState.Unreviewed.class::isInstance)) {
      return text.get("undo.include");
    }
    return text.get("undo.accept", states.size());
  }
}
