package ventricle.engine.review;

import ventricle.engine.domain.Tracing;

/** What the reader's layer holds at a place where it differs from the model's layer. */
public sealed interface ReaderEntry {

  /** The reader's contour. */
  record Drawn(Tracing tracing) implements ReaderEntry {}

  /** The reader took the model's contour away. */
  record Removed(String reader) implements ReaderEntry {}
}
