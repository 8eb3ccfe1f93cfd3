package ventricle.engine.review;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Sha256;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;

/**
 * Who had a frame on screen, and with which contours: another contour has not been seen.
 *
 * @param contours digest of the contours that were shown
 */
public record Look(String reader, String contours) {

  private static final int LENGTH = 16;

  /** A look at a frame as it is now. */
  public static Look at(ReviewDocument document, FrameKey frame, String reader) {
    return new Look(reader, digest(document, frame));
  }

  /** Whether what was seen is what the frame shows now. */
  public boolean stillHolds(ReviewDocument document, FrameKey frame) {
    return contours.equals(digest(document, frame));
  }

  private static String digest(ReviewDocument document, FrameKey frame) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Structure structure : Structure.values()) {
        Tracing shown = document.shown(frame, structure).orElse(null);
        out.writeInt(shown == null ? 0 : shown.contour().size());
        for (int i = 0; shown != null && i < shown.contour().size(); i++) {
          out.writeDouble(shown.contour().x(i));
          out.writeDouble(shown.contour().y(i));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    return Sha256.of(bytes.toByteArray()).substring(0, LENGTH);
  }
}
