package ventricle.engine.review;

import java.time.Instant;
import ventricle.engine.domain.Sha256;

/**
 * A study as a reader signed it, frozen. The content is kept word for word, so that its hash can be
 * checked by any later version of the program. Not an authenticated signature: nobody checks who
 * typed the name.
 *
 * @param number 1 for the first signature of a study, 2 for the one after the first amendment
 * @param reader account or database login of the reader
 * @param name what the reader wants to be called in reports
 * @param sha256 of the content in UTF-8, lower-case hex
 * @param content document, numbers, reader, time and the hash of the version before
 */
public record SignedVersion(
    int number, String reader, String name, Instant at, String sha256, String content) {

  /** Freezes a content. */
  public static SignedVersion of(
      int number, String reader, String name, Instant at, String content) {
    return new SignedVersion(number, reader, name, at, hash(content), content);
  }

  /** Whether the content is what was signed. */
  public boolean intact() {
    return sha256.equals(hash(content));
  }

  private static String hash(String content) {
    return Sha256.of(content);
  }

  @Override
  public String toString() {
    return "SignedVersion[" + number + ", " + at + ", " + sha256 + "]";
  }
}
