package ventricle.engine.dicom.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import ventricle.engine.dicom.DicomFile;
import ventricle.engine.dicom.TransferSyntax;
import ventricle.engine.dicom.Value;
import ventricle.engine.domain.UnusableInputException;

/** Decodes the frames of one file; safe to use from several threads. */
public final class FrameDecoder {

  /** Where the coded samples of a frame come from. */
  @FunctionalInterface
  private interface Source {
    short[] samples(int frame) throws IOException;
  }

  private final String name;
  private final PixelFormat format;
  private final Source source;
  private final int shift;

  private FrameDecoder(String name, PixelFormat format, Source source, int shift) {
    this.name = name;
    this.format = format;
    this.source = source;
    this.shift = shift;
  }

  /**
   * Reads the pixel data of a file, not yet decoded.
   *
   * @throws UnusableInputException when they are missing, cut off, not grey, or in a transfer
   *     syntax that is not supported
   */
  public static FrameDecoder of(DicomFile file) throws UnusableInputException {
    PixelFormat format = PixelFormat.of(file);
    int unusedBits = format.highBit() + 1 - format.bitsStored();
    if (!file.syntax().encapsulated()) {
      byte[] bytes = nativeBytes(file, format);
      return new FrameDecoder(
          file.name(), format, frame -> nativeSamples(bytes, format, frame), unusedBits);
    }
    FrameCodec codec =
        Codecs.of(file.syntax())
            .orElseThrow(
                () ->
                    new UnusableInputException(
                        file.name(), "unsupported transfer syntax " + file.syntax()));
    if (!(pixelData(file) instanceof Value.Fragments fragments)) {
      throw doNotFit(file);
    }
    List<byte[]> frames = Fragmentation.frames(file, fragments, format.frames());
    boolean placed = file.syntax().equals(TransferSyntax.RLE_LOSSLESS);
    return new FrameDecoder(
        file.name(),
        format,
        frame -> codec.decode(frames.get(frame), format),
        placed ? unusedBits : 0);
  }

  public PixelFormat format() {
    return format;
  }

  /**
   * The stored values of a frame, row by row, sign-extended where signed; MONOCHROME1 inverted.
   *
   * @param frame 0-based
   * @throws UnusableInputException when the frame is damaged
   */
  public short[] frame(int frame) throws UnusableInputException {
    try {
      short[] samples = source.samples(frame);
      normalise(samples);
      return samples;
    } catch (IOException e) {
      String which = format.frames() > 1 ? "frame %d: ".formatted(frame + 1) : "";
      throw new UnusableInputException(name, which + e.getMessage(), e);
    }
  }

  private static byte[] nativeBytes(DicomFile file, PixelFormat format)
      throws UnusableInputException {
    if (!(pixelData(file) instanceof Value.Bytes bytes)) {
      throw doNotFit(file);
    }
    long needed = (long) format.bytesPerFrame() * format.frames();
    if (bytes.bytes().length < needed) {
      throw new UnusableInputException(
          file.name(),
          "truncated: %d bytes of pixel data, %d needed".formatted(bytes.bytes().length, needed));
    }
    return bytes.bytes();
  }

  private static Value pixelData(DicomFile file) throws UnusableInputException {
    return file.pixelData()
        .orElseThrow(() -> new UnusableInputException(file.name(), "no pixel data"));
  }

  private static UnusableInputException doNotFit(DicomFile file) {
    return new UnusableInputException(
        file.name(), "pixel data do not fit the transfer syntax " + file.syntax());
  }

  private static short[] nativeSamples(byte[] bytes, PixelFormat format, int frame) {
    int count = format.pixels();
    short[] samples = new short[count];
    if (format.bitsAllocated() == 16) {
      ByteBuffer.wrap(bytes, frame * count * 2, count * 2)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asShortBuffer()
          .get(samples);
    } else {
      for (int i = 0, from = frame * count; i < count; i++) {
        samples[i] = (short) (bytes[from + i] & 0xff);
      }
    }
    return samples;
  }

  /** Keeps the stored bits, extends the sign, inverts. */
  private void normalise(short[] samples) {
    int bits = format.bitsStored();
    boolean exact = shift == 0 && bits == 16;
    if (exact && !format.inverted()) {
      return;
    }
    int mask = (1 << bits) - 1;
    int sign = format.signed() ? 1 << (bits - 1) : 0;
    int inversion = format.inversion();
    for (int i = 0; i < samples.length; i++) {
      int value = (((samples[i] >> shift) & mask) ^ sign) - sign;
      samples[i] = (short) (format.inverted() ? inversion - value : value);
    }
  }
}
