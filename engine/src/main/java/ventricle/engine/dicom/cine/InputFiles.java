package ventricle.engine.dicom.cine;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import ventricle.engine.domain.Study.LeftOut;
import ventricle.engine.task.CancelToken;

/**
 * The files below the paths a user gave. Links inside folders are not followed, and what is hidden
 * by a dot is not looked at.
 */
public final class InputFiles {

  private static final int MAX_DEPTH = 32;

  /**
   * A file.
   *
   * @param label its path below the given folder, or its name
   */
  public record InputFile(Path path, String label) {}

  private final List<InputFile> files = new ArrayList<>();
  private final List<LeftOut> unreadable = new ArrayList<>();

  private InputFiles() {}

  public static InputFiles below(List<Path> paths, CancelToken cancel) {
    InputFiles found = new InputFiles();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        found.walk(path, cancel);
      } else {
        found.files.add(new InputFile(path, name(path)));
      }
    }
    found.files.sort(Comparator.comparing(InputFile::path));
    return found;
  }

  public List<InputFile> files() {
    return files;
  }

  /** Files and folders that could not be looked at. */
  public List<LeftOut> unreadable() {
    return unreadable;
  }

  private void walk(Path root, CancelToken cancel) {
    SimpleFileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean hidden = !folder.equals(root) && name(folder).startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            cancel.throwIfCancelled();
            if (attributes.isRegularFile() && !name(file).startsWith(".")) {
              files.add(new InputFile(file, root.relativize(file).toString()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            String label = file.equals(root) ? name(root) : root.relativize(file).toString();
            unreadable.add(new LeftOut(label, "cannot be read"));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(
          root, EnumSet.noneOf(java.nio.file.FileVisitOption.class), MAX_DEPTH, visitor);
    } catch (IOException e) {
      unreadable.add(new LeftOut(name(root), "cannot be read"));
    }
  }

  /** The last part of a path. */
  public static String name(Path path) {
    Path last = path.toAbsolutePath().normalize().getFileName();
    return last == null ? path.toString() : last.toString();
  }
}
