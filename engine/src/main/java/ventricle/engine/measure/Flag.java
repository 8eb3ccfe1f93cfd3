package ventricle.engine.measure;

import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Sentence;

/**
 * Something the reader should know about a result.
 *
 * @param code stable, machine-readable, kebab-case
 * @param message one sentence for people
 * @param frame where to look, null when it concerns the study
 * @param said the sentence as data, for other languages; null where it is in words of somebody else
 */
public record Flag(String code, String message, @Nullable FrameKey frame, @Nullable Sentence said) {

  /** In words of somebody else. */
  public Flag(String code, String message, @Nullable FrameKey frame) {
    this(code, message, frame, null);
  }

  /**
   * A sentence of the program.
   *
   * @param key its code, or the code, a point and a word
   */
  public static Flag of(@Nullable FrameKey frame, String key, Object... arguments) {
    Sentence said = Sentence.of(key, arguments);
    return new Flag(Sentence.code(key), said.english(), frame, said);
  }

  /** A finding about the data, which concerns the study. */
  public static Flag of(CineStack.Note note) {
    return new Flag(note.code(), note.message(), null, note.said());
  }
}
