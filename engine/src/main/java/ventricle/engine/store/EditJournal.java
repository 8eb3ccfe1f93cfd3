package ventricle.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.files.Folders;
import ventricle.engine.review.History;
import ventricle.engine.store.StoreException.Kind;

/**
 * The append-only file of one reader's work on one stack. An event counts once {@link #append} has
 * returned: then it is on the disk. One process at a time; not thread-safe.
 */
public final class EditJournal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EditJournal.class);

  /** A journal longer than this is replaced by a snapshot when it is opened or closed, bytes. */
  private static final long LONG = 4L << 20;

  private final Path file;
  private final FileChannel lockChannel;
  private final JournalCodec codec = new JournalCodec();
  private final JournalKey key;
  private final History restored;
  private Duration active;
  private final List<String> notes;
  private FileChannel channel;
  private long length;
  private long snapshotLength;
  private String sum;
  private boolean torn;

  private EditJournal(
      Path file,
      JournalKey key,
      FileChannel lockChannel,
      FileChannel channel,
      JournalReader.Content content) {
    this.file = file;
    this.key = key;
    this.lockChannel = lockChannel;
    this.channel = channel;
    this.restored = content.history();
    this.active = content.active();
    this.notes = content.notes();
    this.length = content.goodLength();
    this.sum = content.sum();
  }

  /**
   * Opens or begins the journal and takes its lock.
   *
   * @param folder created, for its owner alone, when it is not there
   * @throws StoreException IN_USE, CANNOT_WRITE, CANNOT_READ or NEWER_VERSION
   */
  public static EditJournal open(Path folder, JournalKey key) throws StoreException {
    Path file = file(folder, key);
    FileChannel lock = lock(folder, key);
    boolean done = false;
    try {
      JournalReader.Content content = load(file, key);
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      channel.truncate(content.goodLength());
      EditJournal journal = new EditJournal(file, key, lock, channel, content);
      if (journal.length > LONG || content.old()) {
        journal.compact(journal.restored);
      }
      done = true;
      return journal;
    } catch (IOException e) {
      throw cannotWrite(e);
    } finally {
      if (!done) {
        closeQuietly(lock);
      }
    }
  }

  /** Document and steps as they were when the journal was last written. */
  public History restored() {
    return restored;
  }

  /** Time at work that is in the journal, pauses left out. */
  public Duration active() {
    return active;
  }

  /**
   * What a journal holds, without taking it: another process may be writing to it.
   *
   * @return empty when there is none, or it cannot be told whose it is
   * @throws StoreException CANNOT_READ or NEWER_VERSION
   */
  static Optional<JournalReader.Content> peek(Path folder, JournalKey key) throws StoreException {
    Path file = file(folder, key);
    return Files.exists(file)
        ? Optional.ofNullable(new JournalReader(new JournalCodec(), key).read(bytes(file)))
        : Optional.empty();
  }

  /** Where a journal lies, whether or not it is there. */
  static Path file(Path folder, JournalKey key) {
    return folder.resolve(key.hash() + JournalKey.SUFFIX);
  }

  /** What the reader should know about opening it, one sentence each; empty when all was well. */
  public List<String> notes() {
    return notes;
  }

  /**
   * Writes an event to the disk, and returns once it is there.
   *
   * @throws StoreException CANNOT_WRITE; the journal is as before and the call may be repeated
   */
  public void append(JournalEvent event) throws StoreException {
    append(List.of(event));
  }

  /**
   * The same for several events, which the disk is asked to keep once. A program killed meanwhile
   * may have written the first of them.
   */
  public void append(List<JournalEvent> events) throws StoreException {
    StringBuilder lines = new StringBuilder();
    String next = sum;
    Duration worked = active;
    for (JournalEvent event : events) {
      String json =
          codec.write(
              event instanceof JournalEvent.Snapshot(History whole)
                  ? new JournalEvent.Snapshot(JournalReader.unnamed(whole))
                  : event);
      next = JournalReader.sum(next, json);
      lines.append(JournalReader.line(next, json));
      if (event instanceof JournalEvent.Active(long ms, String until)) {
        worked = worked.plusMillis(ms);
      }
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    try {
      if (torn) {
        channel.truncate(length);
      }
      torn = true;
      SafeFiles.writeFully(channel, ByteBuffer.wrap(bytes), length);
      channel.force(false);
      torn = false;
    } catch (IOException e) {
      throw cannotWrite(e);
    }
    length += bytes.length;
    sum = next;
    active = worked;
  }

  /**
   * Replaces all lines by one snapshot of what they led to. The old file stays until the new one is
   * on the disk.
   *
   * @param now the present history
   * @throws StoreException CANNOT_WRITE; the journal is as before
   */
  public void compact(History now) throws StoreException {
    JournalCopy whole = JournalCopy.of(key, now, active);
    byte[] bytes = whole.bytes();
    try {
      SafeFiles.replace(file, bytes);
      FileChannel old = channel;
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      closeQuietly(old);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
    length = bytes.length;
    snapshotLength = length;
    sum = whole.sum();
    torn = false;
  }

  /** Whether so much was written since the last snapshot that a new one saves time. */
  public boolean isLong() {
    return length - snapshotLength > LONG;
  }

  @Override
  public void close() {
    closeQuietly(channel);
    closeQuietly(lockChannel);
  }

  private static FileChannel lock(Path folder, JournalKey key) throws StoreException {
    try {
      Folders.createForOwner(folder);
      FileChannel channel =
          SafeFiles.openOwnerOnly(
              folder.resolve(key.hash() + ".lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
      FileLock lock = tryLock(channel);
      if (lock == null) {
        closeQuietly(channel);
        throw new StoreException(
            Kind.IN_USE, "This study is open in another window by the same reader.");
      }
      return channel;
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static JournalReader.Content load(Path file, JournalKey key)
      throws StoreException, IOException {
    JournalCodec codec = new JournalCodec();
    JournalReader reader = new JournalReader(codec, key);
    List<String> notes = List.of();
    if (Files.exists(file)) {
      JournalReader.Content content = reader.read(bytes(file));
      if (content != null && !content.damaged()) {
        return content;
      }
      Files.copy(file, OwnerFiles.aside(file), StandardCopyOption.COPY_ATTRIBUTES);
      LOG.warn("a damaged journal was kept aside");
      if (content != null) {
        return content;
      }
      notes = List.of("The record of changes could not be read; it is kept aside.");
    }
    String header = codec.writeHeader(JournalHeader.of(key));
    SafeFiles.replace(file, (header + "\n").getBytes(StandardCharsets.UTF_8));
    return new JournalReader.Content(
        History.of(key.blank()),
        JournalReader.firstSum(header),
        Files.size(file),
        false,
        false,
        false,
        Duration.ZERO,
        notes);
  }

  static byte[] bytes(Path file) throws StoreException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new StoreException(
          Kind.CANNOT_READ, "The record of changes cannot be read: " + reason(e), e);
    }
  }

  static StoreException cannotWrite(IOException e) {
    return new StoreException(
        Kind.CANNOT_WRITE, "Changes cannot be written to the disk: " + reason(e), e);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "the folder is read-only";
    }
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return e instanceof FileSystemException || e.getMessage() == null
        ? "the folder cannot be used"
        : e.getMessage();
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("a journal file could not be closed: {}", e.getClass().getSimpleName());
    }
  }
}
