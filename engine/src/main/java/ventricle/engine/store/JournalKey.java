package ventricle.engine.store;

import java.util.List;
import java.util.stream.Stream;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Sha256;
import ventricle.engine.domain.Study;
import ventricle.engine.review.ReadingId;
import ventricle.engine.review.ReviewDocument;

/**
 * Whose work on which stack a journal holds.
 *
 * @param hash names the file: a digest of study, stack and reader that shows none of them
 * @param studyInstanceUid goes into the restored document, never into the file
 * @param reading whose it is, and under which protocol
 */
public record JournalKey(
    String hash, String studyInstanceUid, int slices, int phases, ReadingId reading) {

  static final String SUFFIX = ".journal";

  /** A key of nobody's in particular. */
  public JournalKey(String hash, String studyInstanceUid, int slices, int phases) {
    this(hash, studyInstanceUid, slices, phases, ReadingId.of(""));
  }

  /**
   * The key of a study's chosen stack. The same whichever end the stack starts from and wherever
   * its files lie; another stack of the study has another key.
   *
   * @param reader who works; two readers never see each other's journal
   */
  public static JournalKey of(Study study, String reader) {
    return of(study, ReadingId.of(reader));
  }

  /** The same for a reading that may belong to an observer study. */
  public static JournalKey of(Study study, ReadingId reading) {
    CineStack stack = study.stack();
    List<String> series = stack.seriesInstanceUids();
    String hash =
        Sha256.ofParts(
            Stream.of(
                    Stream.of(
                        study.studyInstanceUid(),
                        reading.reader(),
                        stack.sliceCount() + "x" + stack.phases()),
                    series.stream(),
                    apart(reading))
                .flatMap(parts -> parts)
                .toArray(String[]::new));
    return new JournalKey(
        hash, study.studyInstanceUid(), stack.sliceCount(), stack.phases(), reading);
  }

  private static Stream<String> apart(ReadingId reading) {
    return reading.protocol() == null
        ? Stream.empty()
        : Stream.of("protocol", reading.protocol(), String.valueOf(reading.session()));
  }

  ReviewDocument blank() {
    return ReviewDocument.blank(studyInstanceUid, slices, phases);
  }

  @Override
  public String toString() {
    return "JournalKey[" + hash.substring(0, 8) + "…]";
  }
}
