package ventricle.engine.store.db;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.Measurements;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.SignedVersion;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.DocumentCodec;
import ventricle.engine.store.SignedContent;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;

/**
 * Documents handed in by readers. A signed one stays as it is for good, which the database itself
 * sees to; of unsigned ones each reader has the latest.
 */
public interface CommittedDocuments {

  /**
   * A document to hand in.
   *
   * @param signed whether it is frozen
   * @param content word for word as it is to be kept
   * @param numbers what was measured on it, as JSON
   */
  record Commit(
      StudyKey study,
      String reader,
      StudyState state,
      boolean signed,
      String content,
      String numbers) {

    /** What a reader signed; the numbers are inside the content. */
    public static Commit signed(StudyKey study, SignedVersion version) {
      return new Commit(study, version.reader(), StudyState.SIGNED, true, version.content(), "");
    }

    /** Work that is not signed, to be read back with {@link DocumentCodec}. */
    public static Commit draft(
        StudyKey study, String reader, ReviewDocument document, Measurements numbers) {
      return new Commit(
          study,
          reader,
          document.state(),
          false,
          new DocumentCodec().write(document),
          SignedContent.text(numbers));
    }
  }

  /**
   * What was handed in, without the content.
   *
   * @param id a UUID
   * @param revision counts from 1 for each study and reader, never used twice
   * @param hash SHA-256 of the content in UTF-8: that of {@link SignedVersion#sha256}
   * @param at UTC, ISO 8601, by the database's clock
   */
  record Committed(
      String id,
      StudyKey study,
      String reader,
      int revision,
      StudyState state,
      boolean signed,
      String hash,
      String numbers,
      String at) {}

  /**
   * Hands a document in.
   *
   * @param lock the hold on the study, checked at the same moment; null for a reader whose layer
   *     nobody else can change
   * @throws StoreException CONFLICT when somebody took the study over, and the database's kinds
   */
  Committed commit(Commit commit, @Nullable StudyLock lock) throws StoreException;

  /** The latest of a reader. */
  Optional<Committed> latest(StudyKey study, String reader) throws StoreException;

  /** All of a study, every reader's, oldest first. */
  List<Committed> all(StudyKey study) throws StoreException;

  /**
   * The content, word for word.
   *
   * @throws StoreException CANNOT_READ when it is not there or is not what was handed in
   */
  String content(Committed committed) throws StoreException;
}
