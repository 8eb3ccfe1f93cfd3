package ventricle.engine.store;

import java.util.List;
import java.util.stream.Stream;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Study;
import ventricle.engine.review.ReviewDocument;

/**
 * Whose work on which stack a journal holds.
 *
 * @param hash names the file: a digest of study, stack and reader that shows none of them
 * @param studyInstanceUid goes into the restored document, never into the file
 */
public record JournalKey(String hash, String studyInstanceUid, int slices, int phases) {

  /**
   * The key of a study's chosen stack. The same whichever end the stack starts from and wherever
   * its files lie; another stack of the study has another key.
   *
   * @param reader who works; two readers never see each other's journal
   */
  public static JournalKey of(Study study, String reader) {
    CineStack stack = study.stack();
    List<String> series =
        stack.frames().values().stream()
            .map(frame -> frame.source().seriesInstanceUid())
            .distinct()
            .sorted()
            .toList();
    String hash =
        Hashes.of(
            Stream.concat(
                    Stream.of(
                        study.studyInstanceUid(),
                        reader,
                        stack.sliceCount() + "x" + stack.phases()),
                    series.stream())
                .toArray(String[]::new));
    return new JournalKey(hash, study.studyInstanceUid(), stack.sliceCount(), stack.phases());
  }

  ReviewDocument blank() {
    return ReviewDocument.blank(studyInstanceUid, slices, phases);
  }

  @Override
  public String toString() {
    return "JournalKey[" + hash.substring(0, 8) + "…]";
  }
}
