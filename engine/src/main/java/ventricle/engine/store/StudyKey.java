package ventricle.engine.store;

import java.util.stream.Stream;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Sha256;
import ventricle.engine.domain.Study;

/**
 * Names one stack of one examination to the database: the same on every machine and for every
 * reader, and no identifier of the patient.
 *
 * @param hash 64 hexadecimal digits
 */
public record StudyKey(String hash) {

  public StudyKey {
    if (!hash.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a study's key is a SHA-256");
    }
  }

  /** The same whichever end the stack starts from and wherever its files lie. */
  public static StudyKey of(Study study) {
    CineStack stack = study.stack();
    return new StudyKey(
        Sha256.ofParts(
            Stream.concat(
                    Stream.of(study.studyInstanceUid(), stack.sliceCount() + "x" + stack.phases()),
                    stack.seriesInstanceUids().stream())
                .toArray(String[]::new)));
  }

  @Override
  public String toString() {
    return "StudyKey[" + hash.substring(0, 8) + "…]";
  }
}
