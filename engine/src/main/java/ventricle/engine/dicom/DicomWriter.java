package ventricle.engine.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes Part 10 files in explicit VR little endian: preamble, file meta information, then the data
 * set with defined lengths, text in UTF-8 (ISO_IR 192). Pixel data stay as they are: native, or
 * encapsulated when the transfer syntax says so.
 */
public final class DicomWriter {

  /** Names this program as the writer of a file. */
  public static final String IMPLEMENTATION_CLASS_UID =
      "2.25.98831457350061497450515206426071825941";

  public static final String IMPLEMENTATION_VERSION_NAME = "VENTRICLE_0.1";

  private DicomWriter() {}

  /** Writes native pixel data or none: see {@link #write(Path, DataSet, TransferSyntax)}. */
  public static void write(Path target, DataSet dataSet) throws IOException {
    write(target, dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
  }

  /**
   * Writes a file in one step: the target is either as it was or complete.
   *
   * @param dataSet must name its SOP class and instance
   * @param syntax explicit VR little endian, or the encapsulated syntax of the data set's fragments
   * @throws IllegalArgumentException when syntax and data set do not fit or a UID is missing
   */
  public static void write(Path target, DataSet dataSet, TransferSyntax syntax) throws IOException {
    byte[] bytes = encode(dataSet, syntax);
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("not a file: " + target);
    }
    Path temporary = folder.resolve(".writing-" + UUID.randomUUID() + ".dcm");
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      moveOnto(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** The bytes of a whole Part 10 file. */
  public static byte[] encode(DataSet dataSet, TransferSyntax syntax) {
    boolean littleEndian = syntax.explicitVr() && !syntax.bigEndian() && !syntax.deflated();
    boolean fragments =
        dataSet.get(Tags.PIXEL_DATA).filter(e -> e.value() instanceof Value.Fragments).isPresent();
    if (!littleEndian || fragments != syntax.encapsulated()) {
      throw new IllegalArgumentException("data set cannot be written as " + syntax);
    }
    DataSet meta =
        DataSet.of(
            b ->
                b.set(Tags.FILE_META_INFORMATION_VERSION, Vr.OB, new byte[] {0, 1})
                    .set(Tags.MEDIA_STORAGE_SOP_CLASS_UID, Vr.UI, uid(dataSet, Tags.SOP_CLASS_UID))
                    .set(
                        Tags.MEDIA_STORAGE_SOP_INSTANCE_UID,
                        Vr.UI,
                        uid(dataSet, Tags.SOP_INSTANCE_UID))
                    .set(Tags.TRANSFER_SYNTAX_UID, Vr.UI, syntax.uid())
                    .set(Tags.IMPLEMENTATION_CLASS_UID, Vr.UI, IMPLEMENTATION_CLASS_UID)
                    .set(Tags.IMPLEMENTATION_VERSION_NAME, Vr.SH, IMPLEMENTATION_VERSION_NAME));
    byte[] metaBytes = DataSetEncoder.encode(meta);
    DataSet length =
        DataSet.of(b -> b.set(Tags.FILE_META_INFORMATION_GROUP_LENGTH, Vr.UL, metaBytes.length));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[128]);
    file.writeBytes(new byte[] {'D', 'I', 'C', 'M'});
    file.writeBytes(DataSetEncoder.encode(length));
    file.writeBytes(metaBytes);
    DataSet body =
        dataSet.toBuilder().set(Tags.SPECIFIC_CHARACTER_SET, Vr.CS, "ISO_IR 192").build();
    file.writeBytes(DataSetEncoder.encode(body));
    return file.toByteArray();
  }

  private static String uid(DataSet dataSet, Tag tag) {
    return dataSet
        .string(tag)
        .filter(Uids::isValid)
        .orElseThrow(() -> new IllegalArgumentException("data set without valid UID " + tag));
  }

  private static void moveOnto(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
