package ventricle.engine.review;

/** What a reader has said about one structure in one frame. */
public sealed interface ReviewState {

  /** Nobody has looked yet; the default. */
  record Unreviewed() implements ReviewState {}

  /** A reader accepts the contour that is shown. */
  record Contoured(String reader) implements ReviewState {}

  /** A reader says that the structure is not in this frame. */
  record ConfirmedAbsent(String reader) implements ReviewState {}

  /** A reader leaves the frame out of every number. */
  record Excluded(String reader, String reason) implements ReviewState {}

  default boolean reviewed() {
    return !(this instanceof Unreviewed);
  }
}
