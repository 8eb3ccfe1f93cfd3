package ventricle.engine.store;

import ventricle.engine.review.Edit;
import ventricle.engine.review.History;

/** One line of a journal. */
public sealed interface JournalEvent {

  /** An edit that was made. */
  record Edited(Edit edit) implements JournalEvent {}

  /** The last step was taken back. */
  record Undone() implements JournalEvent {}

  /** The step taken back last was made again. */
  record Redone() implements JournalEvent {}

  /** Everything up to here, in place of the lines that led to it. */
  record Snapshot(History history) implements JournalEvent {}
}
