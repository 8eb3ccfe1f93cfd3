package ventricle.engine.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import ventricle.engine.review.History;
import ventricle.engine.store.StoreException.Kind;

/**
 * A whole history as a journal that begins with a snapshot.
 *
 * @param bytes of the file
 * @param sum digest of its last line
 */
record JournalCopy(byte[] bytes, String sum) {

  static JournalCopy of(JournalKey key, History now, Duration active) {
    JournalCodec codec = new JournalCodec();
    String header = codec.writeHeader(JournalHeader.of(key));
    String json = codec.write(new JournalEvent.Snapshot(JournalReader.unnamed(now)));
    String first = JournalReader.sum(JournalReader.firstSum(header), json);
    String worked = codec.write(new JournalEvent.Active(active.toMillis(), ""));
    String sum = JournalReader.sum(first, worked);
    String text = header + "\n" + JournalReader.line(first, json) + JournalReader.line(sum, worked);
    return new JournalCopy(text.getBytes(StandardCharsets.UTF_8), sum);
  }

  /**
   * Puts it into a file, in place of one that is there.
   *
   * @throws StoreException CANNOT_WRITE
   */
  void write(Path file) throws StoreException {
    try {
      SafeFiles.replace(file, bytes);
    } catch (IOException e) {
      throw EditJournal.cannotWrite(e);
    }
  }

  /**
   * What a copy holds.
   *
   * @throws StoreException CANNOT_READ when it is damaged or of another stack or reader
   */
  static JournalReader.Content read(Path file, JournalKey key) throws StoreException {
    JournalReader.Content content =
        new JournalReader(new JournalCodec(), key).read(EditJournal.bytes(file));
    if (content == null) {
      throw new StoreException(Kind.CANNOT_READ, "The file holds no work of yours on this study.");
    }
    if (content.damaged() || content.torn()) {
      throw new StoreException(Kind.CANNOT_READ, "The file is damaged.");
    }
    return content;
  }
}
