package ventricle.engine.dicom.codec;

import java.util.OptionalInt;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomFile;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.domain.UnusableInputException;

/**
 * How the grey values of an image are stored.
 *
 * @param frames at least 1
 * @param bitsAllocated 8 or 16
 * @param bitsStored bits of a value, below {@code highBit}
 * @param highBit position of a value's highest bit in native data
 * @param inverted whether small values are bright (MONOCHROME1)
 */
public record PixelFormat(
    int rows,
    int columns,
    int frames,
    int bitsAllocated,
    int bitsStored,
    int highBit,
    boolean signed,
    boolean inverted) {

  private static final int MAX_PIXELS = 1 << 26;
  private static final int MAX_FRAMES = 1 << 20;

  /**
   * What the data set says of its pixels.
   *
   * @throws UnusableInputException for colour, for a depth other than 8 to 16 bits, and for sizes
   *     no image has
   */
  public static PixelFormat of(DicomFile file) throws UnusableInputException {
    DataSet data = file.dataSet();
    String photometric = data.string(Tags.PHOTOMETRIC_INTERPRETATION).orElse("MONOCHROME2");
    int samples = data.integer(Tags.SAMPLES_PER_PIXEL).orElse(1);
    boolean inverted = photometric.equals("MONOCHROME1");
    if (samples != 1 || !(inverted || photometric.equals("MONOCHROME2"))) {
      throw unusable(file, "not a grey-scale image (%s)".formatted(photometric));
    }
    int rows = required(file, Tags.ROWS, "rows");
    int columns = required(file, Tags.COLUMNS, "columns");
    int frames = data.integer(Tags.NUMBER_OF_FRAMES).orElse(1);
    int allocated = data.integer(Tags.BITS_ALLOCATED).orElse(16);
    int stored = data.integer(Tags.BITS_STORED).orElse(allocated);
    int high = data.integer(Tags.HIGH_BIT).orElse(stored - 1);
    if ((long) rows * columns > MAX_PIXELS || frames < 1 || frames > MAX_FRAMES) {
      throw unusable(
          file, "implausible size: %d × %d pixels, %d frames".formatted(columns, rows, frames));
    }
    if (allocated != 8 && allocated != 16) {
      throw unusable(file, "%d bits a pixel are not supported".formatted(allocated));
    }
    if (stored < 1 || stored > allocated || high >= allocated || high < stored - 1) {
      throw unusable(
          file, "impossible bits: %d stored of %d, high bit %d".formatted(stored, allocated, high));
    }
    boolean signed = data.integer(Tags.PIXEL_REPRESENTATION).orElse(0) == 1;
    return new PixelFormat(rows, columns, frames, allocated, stored, high, signed, inverted);
  }

  public int pixels() {
    return rows * columns;
  }

  int bytesPerFrame() {
    return pixels() * (bitsAllocated / 8);
  }

  /**
   * The sum of a value and its inverse: MONOCHROME1 values v become {@code inversion() - v}, so
   * that larger is brighter and the range stays what it was.
   */
  public int inversion() {
    return signed ? -1 : (1 << bitsStored) - 1;
  }

  private static int required(DicomFile file, Tag tag, String what) throws UnusableInputException {
    OptionalInt value = file.dataSet().integer(tag);
    if (value.isEmpty() || value.getAsInt() < 1) {
      throw unusable(file, "no image: it does not say how many " + what);
    }
    return value.getAsInt();
  }

  private static UnusableInputException unusable(DicomFile file, String cause) {
    return new UnusableInputException(file.name(), cause);
  }
}
