package ventricle.engine.dicom.seg;

import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomFile;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Value;
import ventricle.engine.dicom.codec.FrameDecoder;
import ventricle.engine.domain.UnusableInputException;

/** The pixel data of a segmentation. */
final class SegmentPixels {

  /** What a pixel says. */
  enum Kind {
    /** One bit: in or out. */
    BINARY,
    /** A probability or an occupancy. */
    FRACTIONAL,
    /** The number of a segment. */
    LABELS
  }

  @FunctionalInterface
  private interface Frames {
    float[] values(int frame, int segment) throws UnusableInputException;
  }

  private static final long MOST_PIXELS = 1L << 28;

  private final Kind kind;
  private final int rows;
  private final int columns;
  private final int frames;
  private final Frames source;

  private SegmentPixels(Kind kind, int rows, int columns, int frames, Frames source) {
    this.kind = kind;
    this.rows = rows;
    this.columns = columns;
    this.frames = frames;
    this.source = source;
  }

  static SegmentPixels of(DicomFile file) throws UnusableInputException {
    DataSet data = file.dataSet();
    int rows = data.integer(Tags.ROWS).orElse(0);
    int columns = data.integer(Tags.COLUMNS).orElse(0);
    int frames = data.integer(Tags.NUMBER_OF_FRAMES).orElse(1);
    if (rows < 1 || columns < 1 || frames < 1 || (long) rows * columns * frames > MOST_PIXELS) {
      throw new UnusableInputException(
          file.name(),
          "implausible size: %d × %d pixels, %d frames".formatted(columns, rows, frames));
    }
    Kind kind = kind(file);
    Frames source =
        data.integer(Tags.BITS_ALLOCATED).orElse(1) == 1
            ? bits(file, rows * columns, frames)
            : samples(file, kind);
    return new SegmentPixels(kind, rows, columns, frames, source);
  }

  Kind kind() {
    return kind;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  int frames() {
    return frames;
  }

  float[] values(int frame, int segment) throws UnusableInputException {
    return source.values(frame, segment);
  }

  private static Kind kind(DicomFile file) throws UnusableInputException {
    String type = file.dataSet().string(Tag.of("SegmentationType")).orElse("BINARY");
    return switch (type) {
      case "BINARY" -> Kind.BINARY;
      case "FRACTIONAL" -> Kind.FRACTIONAL;
      case "LABELMAP" -> Kind.LABELS;
      default ->
          throw new UnusableInputException(
              file.name(), "a segmentation of type " + type + " is not supported");
    };
  }

  private static Frames bits(DicomFile file, int pixels, int frames) throws UnusableInputException {
    if (file.syntax().encapsulated()) {
      throw new UnusableInputException(
          file.name(), "one-bit frames in " + file.syntax() + " are not supported");
    }
    byte[] bytes =
        file.pixelData()
            .filter(Value.Bytes.class::isInstance)
            .map(v -> ((Value.Bytes) v).bytes())
            .orElseThrow(() -> new UnusableInputException(file.name(), "no pixel data"));
    long needed = ((long) pixels * frames + 7) / 8;
    if (bytes.length < needed) {
      throw new UnusableInputException(
          file.name(),
          "truncated: %d bytes of pixel data, %d needed".formatted(bytes.length, needed));
    }
    return (frame, segment) -> {
      float[] values = new float[pixels];
      long from = (long) frame * pixels;
      for (int i = 0; i < pixels; i++) {
        long bit = from + i;
        values[i] = bytes[(int) (bit >> 3)] >> (bit & 7) & 1;
      }
      return values;
    };
  }

  private static Frames samples(DicomFile file, Kind kind) throws UnusableInputException {
    FrameDecoder decoder = FrameDecoder.of(file);
    int whole =
        file.dataSet()
            .integer(Tag.of("MaximumFractionalValue"))
            .orElse((1 << decoder.format().bitsStored()) - 1);
    return (frame, segment) -> {
      short[] stored = decoder.frame(frame);
      float[] values = new float[stored.length];
      for (int i = 0; i < values.length; i++) {
        int value = stored[i] & 0xffff;
        values[i] =
            switch (kind) {
              case LABELS -> value == segment ? 1 : 0;
              case FRACTIONAL -> Math.min(1, (float) value / whole);
              case BINARY -> value > 0 ? 1 : 0;
            };
      }
      return values;
    };
  }
}
