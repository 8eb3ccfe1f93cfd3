package ventricle.engine.dicom.web;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of files that were sent.
 *
 * @param refused what the archive did not take
 */
public record Sent(int stored, List<Refused> refused) {

  public Sent {
    refused = List.copyOf(refused);
  }

  /**
   * A file that was not taken.
   *
   * @param cause one phrase
   */
  public record Refused(Path file, String cause) {}

  /** Whether the archive has all of them. */
  public boolean complete() {
    return refused.isEmpty();
  }
}
