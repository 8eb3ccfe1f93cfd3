package ventricle.engine.exchange;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import ventricle.engine.domain.UnusableInputException;

/**
 * Reads and writes NIfTI-1 volumes in one file, {@code .nii} or {@code .nii.gz}
 * (https://nifti.nimh.nih.gov/nifti-1). What is written carries the same affine as sform and qform.
 */
public final class Nifti {

  /** How values are stored. */
  public enum Storage {
    UINT8,
    FLOAT32
  }

  private static final int HEADER = 348;
  private static final int DATA_START = 352;
  private static final long MOST_VOXELS = 1L << 28;

  private Nifti() {}

  /** Writes a volume; compressed when the name ends in {@code .gz}. The file is replaced. */
  public static void write(Path file, NiftiVolume volume, Storage storage) throws IOException {
    try (OutputStream out = packed(file)) {
      out.write(header(volume, storage, 1, 0));
      out.write(data(volume, storage));
    }
  }

  /**
   * Writes volumes of one grid over time, one after the other.
   *
   * @param stepMs time from one volume to the next; 0 when unknown
   * @throws IllegalArgumentException when there is none, or they differ in size
   */
  public static void write(Path file, List<NiftiVolume> volumes, Storage storage, double stepMs)
      throws IOException {
    NiftiVolume first = volumes.getFirst();
    for (NiftiVolume volume : volumes) {
      if (volume.columns() != first.columns()
          || volume.rows() != first.rows()
          || volume.slices() != first.slices()) {
        throw new IllegalArgumentException("volumes differ in size");
      }
    }
    try (OutputStream out = packed(file)) {
      out.write(header(first, storage, volumes.size(), stepMs));
      for (NiftiVolume volume : volumes) {
        out.write(data(volume, storage));
      }
    }
  }

  private static OutputStream packed(Path file) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    return file.toString().endsWith(".gz") ? new GZIPOutputStream(out, 1 << 16) : out;
  }

  private static byte[] header(NiftiVolume volume, Storage storage, int times, double stepMs) {
    boolean labels = storage == Storage.UINT8;
    ByteBuffer b = ByteBuffer.allocate(DATA_START).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(0, HEADER);
    short[] dim = {
      (short) (times > 1 ? 4 : 3),
      (short) volume.columns(),
      (short) volume.rows(),
      (short) volume.slices(),
      (short) times,
      1,
      1,
      1
    };
    for (int i = 0; i < 8; i++) {
      b.putShort(40 + 2 * i, dim[i]);
    }
    b.putShort(70, (short) (labels ? 2 : 16));
    b.putShort(72, (short) (labels ? 8 : 32));
    b.putFloat(108, DATA_START);
    b.putFloat(112, 1);
    b.put(123, (byte) (times > 1 ? 2 | 16 : 2)); // millimetres, milliseconds
    NiftiOrientation.put(b, volume);
    b.putFloat(92, (float) stepMs); // pixdim[4]
    b.position(344);
    b.put("n+1\0".getBytes(StandardCharsets.US_ASCII));
    return b.array();
  }

  private static byte[] data(NiftiVolume volume, Storage storage) {
    boolean labels = storage == Storage.UINT8;
    float[] values = volume.raw();
    ByteBuffer b =
        ByteBuffer.allocate(values.length * (labels ? 1 : 4)).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      if (labels) {
        b.put((byte) Math.max(0, Math.min(255, Math.round(value))));
      } else {
        b.putFloat(value);
      }
    }
    return b.array();
  }

  /**
   * Reads a volume of two or three dimensions; of more, the first volume. Values are rescaled as
   * the header says.
   */
  public static NiftiVolume read(Path file) throws UnusableInputException {
    return read(file, 1).getFirst();
  }

  /** Reads every volume of a file; one for a file of three dimensions. */
  public static List<NiftiVolume> readAll(Path file) throws UnusableInputException {
    return read(file, Integer.MAX_VALUE);
  }

  private static List<NiftiVolume> read(Path file, int most) throws UnusableInputException {
    String name = String.valueOf(file.getFileName());
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = unpacked(raw)) {
      byte[] head = in.readNBytes(DATA_START);
      if (head.length < DATA_START) {
        throw new UnusableInputException(name, "too short for a NIfTI header");
      }
      ByteBuffer b = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
      if (b.getInt(0) != HEADER) {
        b.order(ByteOrder.BIG_ENDIAN);
      }
      if (b.getInt(0) != HEADER || head[344] != 'n' || head[345] != '+') {
        throw new UnusableInputException(name, "not a NIfTI-1 file in one part");
      }
      return decode(name, b, in, most);
    } catch (IOException e) {
      throw new UnusableInputException(name, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static InputStream unpacked(InputStream raw) throws IOException {
    raw.mark(2);
    int magic = raw.read() | raw.read() << 8;
    raw.reset();
    return magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(raw, 1 << 16) : raw;
  }

  private static List<NiftiVolume> decode(String name, ByteBuffer head, InputStream in, int most)
      throws IOException, UnusableInputException {
    int dimensions = head.getShort(40);
    int columns = head.getShort(42);
    int rows = head.getShort(44);
    int slices = dimensions >= 3 ? head.getShort(46) : 1;
    if (dimensions < 2 || dimensions > 7 || columns < 1 || rows < 1 || slices < 1) {
      throw new UnusableInputException(name, "has no voxels");
    }
    int times = dimensions >= 4 ? Math.clamp(head.getShort(48), 1, most) : 1;
    long count = (long) columns * rows * slices;
    if (count * times > MOST_VOXELS) {
      throw new UnusableInputException(name, "too large: " + count * times + " voxels");
    }
    int type = head.getShort(70);
    int size = bytesOf(type);
    if (size == 0) {
      throw new UnusableInputException(name, "data type " + type + " is not supported");
    }
    float start = head.getFloat(108);
    if (!(start >= DATA_START && start < 1 << 24)) {
      throw new UnusableInputException(name, "data start at byte " + start);
    }
    in.skipNBytes((long) start - DATA_START);
    double[] affine = NiftiOrientation.affine(head);
    List<NiftiVolume> volumes = new ArrayList<>();
    for (int t = 0; t < times; t++) {
      byte[] bytes = readUpTo(in, count * size);
      if (bytes.length < count * size) {
        throw new UnusableInputException(
            name, "ends after %d of %d bytes".formatted(bytes.length, count * size));
      }
      volumes.add(
          new NiftiVolume(
              columns,
              rows,
              slices,
              affine,
              values(head, bytes, type, size),
              NiftiOrientation.isOriented(head) && sized(affine)));
    }
    return List.copyOf(volumes);
  }

  private static boolean sized(double[] affine) {
    return IntStream.range(0, 3)
        .allMatch(i -> affine[i] != 0 || affine[4 + i] != 0 || affine[8 + i] != 0);
  }

  private static float[] values(ByteBuffer head, byte[] bytes, int type, int size) {
    float slope = head.getFloat(112);
    float intercept = head.getFloat(116);
    boolean scaled = Float.isFinite(slope) && slope != 0 && Float.isFinite(intercept);
    ByteBuffer data = ByteBuffer.wrap(bytes).order(head.order());
    float[] values = new float[bytes.length / size];
    for (int i = 0; i < values.length; i++) {
      double value = value(data, type, i * size);
      values[i] = (float) (scaled ? value * slope + intercept : value);
    }
    return values;
  }

  /** Grows with what is there, so that a header cannot ask for memory the file does not fill. */
  private static byte[] readUpTo(InputStream in, long wanted) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] part = new byte[1 << 16];
    while (bytes.size() < wanted) {
      int got = in.read(part, 0, (int) Math.min(part.length, wanted - bytes.size()));
      if (got < 0) {
        break;
      }
      bytes.write(part, 0, got);
    }
    return bytes.toByteArray();
  }

  private static int bytesOf(int type) {
    return switch (type) {
      case 2, 256 -> 1;
      case 4, 512 -> 2;
      case 8, 16, 768 -> 4;
      case 64 -> 8;
      default -> 0;
    };
  }

  private static double value(ByteBuffer data, int type, int at) {
    return switch (type) {
      case 2 -> data.get(at) & 0xff;
      case 256 -> data.get(at);
      case 4 -> data.getShort(at);
      case 512 -> data.getShort(at) & 0xffff;
      case 8 -> data.getInt(at);
      case 768 -> data.getInt(at) & 0xffffffffL;
      case 16 -> data.getFloat(at);
      default -> data.getDouble(at);
    };
  }
}
