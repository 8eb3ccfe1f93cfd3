package ventricle.engine.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import ventricle.engine.files.Folders;

/** Files that belong to their owner alone, for the parts of the store. */
public final class OwnerFiles {

  private static final long PAUSE_MS = 20;

  private OwnerFiles() {}

  /** Opens for writing; file and folder are created for their owner where they are not there. */
  public static FileChannel open(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Folders.createForOwner(folder);
    }
    return SafeFiles.openOwnerOnly(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /** Takes an existing file's rights from everybody but its owner. */
  public static void restrict(Path file) throws IOException {
    SafeFiles.restrict(file);
  }

  /** What is done alone. */
  public interface Alone<T, X extends Exception> {
    T run() throws IOException, X;
  }

  /**
   * Does something while no other thread or program of this machine does.
   *
   * @param file a file that is nothing but the lock
   */
  public static <T, X extends Exception> T alone(Path file, Alone<T, X> work)
      throws IOException, X {
    try (FileChannel channel = open(file)) {
      lock(channel);
      return work.run();
    }
  }

  private static void lock(FileChannel channel) throws IOException {
    while (true) {
      try {
        channel.lock();
        return;
      } catch (OverlappingFileLockException e) {
        try {
          Thread.sleep(PAUSE_MS);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted while waiting for a lock", interrupted);
        }
      }
    }
  }

  /** A free name beside a file that cannot be read, to keep it under. */
  public static Path aside(Path file) {
    int n = 1;
    while (true) {
      Path candidate = file.resolveSibling(file.getFileName() + ".damaged-" + n);
      if (!Files.exists(candidate)) {
        return candidate;
      }
      n++;
    }
  }

  /** Replaces a file's content at once, or leaves it as it was. */
  public static void replace(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Folders.createForOwner(folder);
    }
    SafeFiles.replace(file, content);
  }
}
