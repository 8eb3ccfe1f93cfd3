package ventricle.engine.dicom.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.DicomFile;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.Tags;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.files.Folders;
import ventricle.engine.task.CancelToken;

/**
 * Where the files of one study arrive. They wait in a hidden folder and become visible together.
 * Names of files and folders are digests, so that nobody learns from them whose study it is.
 */
final class Inbox {

  private static final String HIDDEN = ".incoming";
  private static final String SUFFIX = ".dcm";

  private final Path folder;
  private final Path waiting;
  private final Path visible;
  private final String studyUid;
  private final Set<String> here = new TreeSet<>();

  Inbox(Path folder, String studyUid, @Nullable String seriesUid) {
    this.folder = folder.toAbsolutePath();
    this.studyUid = studyUid;
    String name = digest(seriesUid == null ? studyUid : studyUid + "/" + seriesUid);
    this.waiting = this.folder.resolve(HIDDEN).resolve(name);
    this.visible = this.folder.resolve(name);
  }

  private static String digest(String uid) {
    return UUID.nameUUIDFromBytes(("ventricle/" + uid).getBytes(StandardCharsets.UTF_8)).toString();
  }

  Path folder() {
    return folder;
  }

  /** A file that is nothing but the lock on what waits. */
  Path lock() {
    return folder.resolve(HIDDEN).resolve(visible.getFileName() + ".lock");
  }

  /** Makes the folders that are not there, for their owner alone where the disk knows owners. */
  void prepare() throws IOException {
    Folders.createForOwner(waiting);
  }

  /** Counts what an earlier call has brought; a file that is not whole is taken away. */
  void takeUp(CancelToken cancel) throws IOException {
    for (Path place : new Path[] {visible, waiting}) {
      for (Path file : list(place)) {
        cancel.throwIfCancelled();
        String instance = instance(file);
        if (instance != null && file.getFileName().toString().equals(digest(instance) + SUFFIX)) {
          here.add(instance);
        } else if (place.equals(waiting)) {
          Files.delete(file);
        }
      }
    }
  }

  private static Set<Path> list(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(place)) {
      return new TreeSet<>(files.filter(Files::isRegularFile).toList());
    }
  }

  boolean has(String instance) {
    return here.contains(instance);
  }

  int size() {
    return here.size();
  }

  /** A new file for content whose instance is not known yet. */
  Path fresh() {
    return waiting.resolve(UUID.randomUUID() + ".part");
  }

  /**
   * Takes a file that came whole.
   *
   * @return its instance; null when it is no DICOM file of this study
   */
  @Nullable String accept(Path part) throws IOException {
    String instance = instance(part);
    if (instance != null) {
      Files.move(
          part, waiting.resolve(digest(instance) + SUFFIX), StandardCopyOption.REPLACE_EXISTING);
      here.add(instance);
    }
    return instance;
  }

  private @Nullable String instance(Path file) {
    try {
      DicomFile dicom = DicomReader.open(file, "image");
      return dicom.dataSet().string(Tags.STUDY_INSTANCE_UID).filter(studyUid::equals).isPresent()
          ? dicom.dataSet().string(Tags.SOP_INSTANCE_UID).orElse(null)
          : null;
    } catch (UnusableInputException e) {
      return null;
    }
  }

  /** Makes the whole visible, in one step. */
  Path deliver() throws IOException {
    if (Files.isDirectory(visible)) {
      if (list(waiting).isEmpty()) {
        Files.delete(waiting);
        return visible;
      }
      for (Path old : list(visible)) {
        Path copy = waiting.resolve(old.getFileName());
        if (!Files.exists(copy)) {
          link(old, copy);
        }
      }
      Path replaced = waiting.resolveSibling(UUID.randomUUID().toString());
      Files.move(visible, replaced);
      Files.move(waiting, visible);
      for (Path old : list(replaced)) {
        Files.delete(old);
      }
      Files.delete(replaced);
      return visible;
    }
    Files.move(waiting, visible);
    return visible;
  }

  private static void link(Path file, Path copy) throws IOException {
    try {
      Files.createLink(copy, file);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(file, copy);
    }
  }
}
