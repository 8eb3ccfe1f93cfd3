package ventricle.engine.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import ventricle.engine.domain.UnusableInputException;

/**
 * Reads Part 10 files, and data sets without preamble, in implicit and explicit little endian,
 * explicit big endian and deflated. What a file claims is checked against the file, so a damaged or
 * hostile one ends as an {@link UnusableInputException} that names it and the cause.
 */
public final class DicomReader {

  /** Files up to this size are read in one step. */
  private static final int SMALL = 1 << 18;

  private static final long MAX_HEADER_MEMORY = 128L << 20;
  private static final int MAX_INFLATED = 256 << 20;
  private static final int PREAMBLE = 128;

  private DicomReader() {}

  /** Reads a file whole. */
  public static DicomFile read(Path path) throws UnusableInputException {
    return read(path, nameOf(path), false);
  }

  /** Reads a file but leaves the pixel data of a large one where they are until asked for. */
  public static DicomFile open(Path path) throws UnusableInputException {
    return open(path, nameOf(path));
  }

  /**
   * As {@link #open(Path)}.
   *
   * @param name what messages call the file
   */
  public static DicomFile open(Path path, String name) throws UnusableInputException {
    return read(path, name, true);
  }

  /** Reads the bytes of a file. */
  public static DicomFile read(String name, byte[] bytes) throws UnusableInputException {
    return parse(ByteInput.of(name, bytes), null, false, bytes.length);
  }

  private static DicomFile read(Path path, String name, boolean deferPixels)
      throws UnusableInputException {
    if (!Files.isRegularFile(path)) {
      throw new UnusableInputException(
          name, Files.exists(path) ? "not a regular file" : "does not exist");
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size <= SMALL) {
        byte[] bytes = new byte[(int) size];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int count = 0;
        while (buffer.hasRemaining() && count >= 0) {
          count = channel.read(buffer);
        }
        return parse(ByteInput.of(name, bytes), null, false, size);
      }
      long most = Math.min(Integer.MAX_VALUE - 64, Runtime.getRuntime().maxMemory() / 2);
      if (!deferPixels && size > most) {
        throw new UnusableInputException(name, "too large to be read whole: " + size + " bytes");
      }
      return parse(ByteInput.of(name, channel, size), path, deferPixels, size);
    } catch (IOException e) {
      throw new UnusableInputException(name, "cannot be read: " + reason(e), e);
    }
  }

  private static DicomFile parse(
      ByteInput in, @org.jspecify.annotations.Nullable Path path, boolean deferPixels, long size)
      throws UnusableInputException {
    boolean preamble = seekStart(in);
    long budget = MAX_HEADER_MEMORY + (deferPixels ? 0 : size);
    DataSet meta = new DataSetParser(in, false, MAX_HEADER_MEMORY).fileMeta();
    TransferSyntax declared =
        meta.string(Tags.TRANSFER_SYNTAX_UID)
            .map(TransferSyntax::of)
            .orElse(TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    ByteInput body = in;
    boolean defer = deferPixels;
    if (declared.deflated()) {
      body = ByteInput.of(in.name(), inflate(in));
      budget += body.size();
      defer = false;
    }
    TransferSyntax syntax = observed(body, declared, meta.size() > 0);
    DataSetParser parser = new DataSetParser(body, defer, budget);
    DataSet dataSet = parser.dataSet(syntax);
    if (dataSet.size() == 0
        || (!preamble && meta.size() == 0 && !dataSet.contains(Tags.SOP_CLASS_UID))) {
      throw notDicom(in);
    }
    return new DicomFile(in.name(), meta, dataSet, syntax, path, parser.pixelData());
  }

  /** Moves to the first element; answers whether a preamble came before it. */
  private static boolean seekStart(ByteInput in) throws UnusableInputException {
    if (in.size() == 0) {
      throw in.unusable("empty file");
    }
    if (in.size() >= PREAMBLE + 4) {
      in.seek(PREAMBLE);
      if (in.u32(true) == 0x4449434d) {
        return true;
      }
    }
    if (in.size() < 16) {
      throw notDicom(in);
    }
    in.seek(0);
    int group = in.u16(false);
    int element = in.u16(false);
    int third = in.u8();
    int fourth = in.u8();
    in.seek(0);
    boolean plausibleTag = (group == 8 || group == 2) && element <= 0x40;
    boolean bigEndian = group == 0x0800 && Integer.reverseBytes(element) >>> 16 <= 0x40;
    boolean explicit = Vr.find(third, fourth) != null;
    if (!(plausibleTag || (bigEndian && explicit))) {
      throw notDicom(in);
    }
    return false;
  }

  /** The syntax the first element is really in: some writers declare another (pydicom does so). */
  private static TransferSyntax observed(ByteInput in, TransferSyntax declared, boolean hasMeta)
      throws UnusableInputException {
    long start = in.position();
    if (in.size() - start < 8) {
      throw in.unusable(hasMeta ? "holds no data set" : "not a DICOM file");
    }
    int group = in.u16(false);
    in.u16(false);
    boolean explicit = Vr.find(in.u8(), in.u8()) != null;
    in.seek(start);
    if (!hasMeta && group == 0x0800) {
      return TransferSyntax.EXPLICIT_BIG_ENDIAN;
    }
    if (explicit == declared.explicitVr() || declared.bigEndian() || declared.encapsulated()) {
      return declared;
    }
    return explicit ? TransferSyntax.EXPLICIT_LITTLE_ENDIAN : TransferSyntax.IMPLICIT_LITTLE_ENDIAN;
  }

  private static byte[] inflate(ByteInput in) throws UnusableInputException {
    long most = Math.min(MAX_INFLATED, Runtime.getRuntime().maxMemory() / 8);
    if (in.size() > most) {
      throw in.unusable("too large for a deflated file: " + in.size() + " bytes");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] chunk = new byte[1 << 16];
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(in.bytes((int) (in.size() - in.position())));
      while (!inflater.finished()) {
        int count = inflater.inflate(chunk);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw in.unusable("truncated: the deflated data set has no end");
        }
        out.write(chunk, 0, count);
        if (out.size() > most) {
          throw in.unusable("inflates to more than %d MiB".formatted(most >> 20));
        }
      }
    } catch (DataFormatException e) {
      throw new UnusableInputException(in.name(), "the deflated data set is damaged", e);
    }
    return out.toByteArray();
  }

  static Value readPixelData(
      Path path, String name, TransferSyntax syntax, DataSetParser.Skipped where)
      throws UnusableInputException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteInput in = ByteInput.of(name, channel, channel.size());
      in.seek(where.offset());
      DataSetParser parser =
          new DataSetParser(in, false, MAX_HEADER_MEMORY + Math.min(channel.size(), 1L << 31));
      return parser.pixelData(where, syntax.bigEndian());
    } catch (IOException e) {
      throw new UnusableInputException(name, "cannot be read: " + reason(e), e);
    }
  }

  private static UnusableInputException notDicom(ByteInput in) {
    return in.unusable("not a DICOM file");
  }

  private static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException _ -> "access denied";
      case java.nio.file.NoSuchFileException _ -> "does not exist";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static String nameOf(Path path) {
    Path last = path.getFileName();
    return last == null ? path.toString() : last.toString();
  }
}
