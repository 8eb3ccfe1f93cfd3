package ventricle.engine.review;

/** What became of an edit. */
public sealed interface EditResult {

  /** The edit holds; {@code document} is the document after it. */
  record Applied(ReviewDocument document) implements EditResult {}

  /**
   * The edit was not made and nothing changed.
   *
   * @param message one sentence for people
   */
  record Refused(Reason reason, String message) implements EditResult {}

  /** Why an edit is refused. */
  enum Reason {
    /** A signed study changes only after it was opened for amendment. */
    SIGNED,
    /** Slice or phase do not exist in this stack. */
    OUT_OF_RANGE,
    /** A state that contradicts what is on screen: a contour accepted where there is none. */
    CONTRADICTION,
    /** The protocol of an observer study sets it. */
    PROTOCOL,
    /** The study cannot go from its present state to the one asked for. */
    STUDY_STATE,
    /** Frames in use have not been reviewed. */
    NOT_REVIEWED,
    /** Somebody else has the study now. */
    READ_ONLY
  }

  /**
   * The document after the edit.
   *
   * @throws IllegalStateException when the edit was refused
   */
  default ReviewDocument orThrow() {
    return switch (this) {
      case Applied(ReviewDocument document) -> document;
      case Refused(Reason reason, String message) ->
          throw new IllegalStateException(reason + ": " + message);
    };
  }
}
