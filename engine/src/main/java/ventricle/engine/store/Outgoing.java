package ventricle.engine.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.files.Folders;

/**
 * A folder for files on their way out, which is gone when it is closed. It is locked while it is in
 * use, so that what a program left that was killed can be told from what another one is sending.
 */
public final class Outgoing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);
  private static final String PREFIX = "outgoing-";
  private static final Pattern OURS = Pattern.compile(PREFIX + "[0-9a-f]{8}(-[0-9a-f]{4,12}){4}");
  private static final String LOCK = "in-use";

  /** Between making a folder and locking it. */
  private static final Duration NEW = Duration.ofHours(1);

  private final Path folder;
  private final FileChannel channel;

  private Outgoing(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /** A new one in a user's folder. */
  public static Outgoing in(UserFolder user) throws IOException, StoreException {
    Path folder = user.create().root().resolve(PREFIX + UUID.randomUUID());
    Folders.createForOwner(folder);
    FileChannel channel = OwnerFiles.open(folder.resolve(LOCK));
    if (channel.tryLock() == null) {
      channel.close();
      throw new IOException("a new folder is locked");
    }
    return new Outgoing(folder, channel);
  }

  /** Where the files go; not there yet. */
  public Path files() {
    return folder.resolve("files");
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Folders.discard(folder);
  }

  /** Takes away what programs left that were killed; what cannot be taken away stays. */
  public static void clear(UserFolder user) {
    if (!Files.isDirectory(user.root())) {
      return;
    }
    List<Path> left;
    try (Stream<Path> all = Files.list(user.root())) {
      left = all.filter(Outgoing::ours).toList();
    } catch (IOException e) {
      LOG.warn("nobody looked for folders on their way out: {}", e.getClass().getSimpleName());
      return;
    }
    for (Path folder : left) {
      try {
        if (!inUse(folder)) {
          Folders.discard(folder);
          LOG.info("files that were on their way out when a program ended are gone");
        }
      } catch (IOException e) {
        LOG.warn("files on their way out stay: {}", e.getClass().getSimpleName());
      }
    }
  }

  private static boolean ours(Path path) {
    return OURS.matcher(String.valueOf(path.getFileName())).matches()
        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean inUse(Path folder) throws IOException {
    Path lock = folder.resolve(LOCK);
    if (!Files.exists(lock)) {
      return Files.getLastModifiedTime(folder).toInstant().isAfter(Instant.now().minus(NEW));
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      @Nullable FileLock got = channel.tryLock();
      return got == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }
}
