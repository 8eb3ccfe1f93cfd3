package ventricle.engine.dicom.codec;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Supplier;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** JPEG and JPEG 2000 through readers of the Image I/O interface. */
final class ImageIoCodec implements FrameCodec {

  private final String format;
  private final Supplier<ImageReader> readers;

  /**
   * @param format name of the format for messages
   * @param readers makes a reader; readers are not shared between frames
   */
  ImageIoCodec(String format, Supplier<ImageReader> readers) {
    this.format = format;
    this.readers = readers;
  }

  @Override
  public short[] decode(byte[] encoded, PixelFormat pixels) throws IOException {
    ImageReader reader = readers.get();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
      reader.setInput(in, true, true);
      // the size is checked before anything of that size is allocated
      if (reader.getWidth(0) != pixels.columns() || reader.getHeight(0) != pixels.rows()) {
        throw new IOException(
            "%s frame of %d × %d pixels where the header says %d × %d"
                .formatted(
                    format,
                    reader.getWidth(0),
                    reader.getHeight(0),
                    pixels.columns(),
                    pixels.rows()));
      }
      return samples(reader);
    } catch (VirtualMachineError | LinkageError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // the libraries answer damaged data with any unchecked exception or a plain Error
      throw new IOException("damaged %s frame".formatted(format), e);
    } finally {
      reader.dispose();
    }
  }

  private short[] samples(ImageReader reader) throws IOException {
    Raster raster = reader.read(0).getRaster();
    if (raster.getNumBands() != 1) {
      throw new IOException("not a grey-scale image (%s with colours)".formatted(format));
    }
    int[] values = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
    short[] samples = new short[values.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) values[i];
    }
    return samples;
  }
}
