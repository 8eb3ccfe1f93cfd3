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

  /**
   * Time at work since the last such line, pauses left out.
   *
   * @param untilUtc ISO 8601 time of the last thing done in it
   */
  record Active(long ms, String untilUtc) implements JournalEvent {}

  /** Everything up to here, in place of the lines that led to it. */
  record Snapshot(History history) implements JournalEvent {}
}
