package ventricle.engine.dicom.codec;

import java.io.IOException;

/** Decodes one frame. Implementations keep no state between frames and are safe to share. */
@FunctionalInterface
interface FrameCodec {

  /**
   * @param encoded the bytes of one frame
   * @return rows × columns samples as they are coded: not masked, not sign-extended, not inverted
   * @throws IOException when the bytes are no image of this format; the message is a cause
   */
  short[] decode(byte[] encoded, PixelFormat format) throws IOException;
}
