package ventricle.engine.dicom.codec;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import ventricle.engine.dicom.TransferSyntax;

/** Which codec decodes which transfer syntax. */
final class Codecs {

  private static final FrameCodec RLE = new RleCodec();
  private static final FrameCodec JPEG =
      new ImageIoCodec("JPEG", () -> reader(registered(JPEGImageReaderSpi.class)));
  private static final FrameCodec JPEG_LOSSLESS = new JpegLosslessCodec(JPEG);
  private static final FrameCodec JPEG_2000 =
      new ImageIoCodec("JPEG 2000", () -> reader(registered(J2KImageReaderSpi.class)));

  private Codecs() {}

  static Optional<FrameCodec> of(TransferSyntax syntax) {
    if (syntax.equals(TransferSyntax.RLE_LOSSLESS)) {
      return Optional.of(RLE);
    }
    if (syntax.equals(TransferSyntax.JPEG_BASELINE)) {
      return Optional.of(JPEG);
    }
    if (syntax.equals(TransferSyntax.JPEG_EXTENDED)) {
      return Optional.of(Codecs::extended);
    }
    if (syntax.equals(TransferSyntax.JPEG_LOSSLESS)
        || syntax.equals(TransferSyntax.JPEG_LOSSLESS_SV1)) {
      return Optional.of(JPEG_LOSSLESS);
    }
    if (syntax.equals(TransferSyntax.JPEG_2000_LOSSLESS)
        || syntax.equals(TransferSyntax.JPEG_2000)) {
      return Optional.of(JPEG_2000);
    }
    return Optional.empty();
  }

  private static short[] extended(byte[] encoded, PixelFormat format) throws IOException {
    if (format.bitsAllocated() > 8) {
      throw new IOException("lossy JPEG of 12 bits is not supported");
    }
    return JPEG.decode(encoded, format);
  }

  private static ImageReaderSpi registered(Class<? extends ImageReaderSpi> provider) {
    return IIORegistry.getDefaultInstance().getServiceProviderByClass(provider);
  }

  private static ImageReader reader(ImageReaderSpi provider) {
    try {
      return provider.createReaderInstance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
