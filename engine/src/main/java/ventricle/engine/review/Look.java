package ventricle.engine.review;

import java.nio.ByteBuffer;
import java.util.Optional;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.FrameKey;
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
    int size = 0;
    for (Structure structure : Structure.values()) {
      size += Integer.BYTES + bytes(document.shown(frame, structure));
    }
    ByteBuffer all = ByteBuffer.allocate(size);
    for (Structure structure : Structure.values()) {
      Optional<Contour> shown = document.shown(frame, structure).map(Tracing::contour);
      all.putInt(shown.map(Contour::size).orElse(0));
      shown.ifPresent(
          contour -> {
            for (int i = 0; i < contour.size(); i++) {
              all.putDouble(contour.x(i)).putDouble(contour.y(i));
            }
          });
    }
    return Digests.sha256(all.array()).substring(0, LENGTH);
  }

  private static int bytes(Optional<Tracing> shown) {
    return shown.map(t -> 2 * Double.BYTES * t.contour().size()).orElse(0);
  }
}
