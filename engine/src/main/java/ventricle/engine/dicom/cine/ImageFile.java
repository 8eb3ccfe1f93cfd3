package ventricle.engine.dicom.cine;

import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.DicomFile;
import ventricle.engine.dicom.codec.FrameDecoder;
import ventricle.engine.dicom.codec.PixelFormat;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.UnusableInputException;

/** A file whose header was read; its frames are decoded when asked for. Thread-safe. */
final class ImageFile {

  private final String label;
  private final DicomFile file;
  private final PixelFormat format;
  private @Nullable FrameDecoder decoder;

  /**
   * @param label name of the file as the user knows it
   * @throws UnusableInputException when it holds no grey-scale image
   */
  ImageFile(String label, DicomFile file) throws UnusableInputException {
    this.label = label;
    this.file = file;
    this.format = PixelFormat.of(file);
  }

  String label() {
    return label;
  }

  DicomFile file() {
    return file;
  }

  PixelFormat format() {
    return format;
  }

  /** Decodes a frame, 0-based; the pixel data of a file with several are read once. */
  Pixels pixels(int frame, Display display) throws UnusableInputException {
    FrameDecoder frames = format.frames() == 1 ? FrameDecoder.of(file) : sharedDecoder();
    return new Pixels(
        format.rows(),
        format.columns(),
        frames.frame(frame),
        format.signed(),
        display.slope(),
        display.intercept());
  }

  private synchronized FrameDecoder sharedDecoder() throws UnusableInputException {
    if (decoder == null) {
      decoder = FrameDecoder.of(file);
    }
    return decoder;
  }
}
