package ventricle.engine.store.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudySource;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Job;
import ventricle.engine.task.Progress;

/**
 * Puts the studies of a folder on the list, one for each folder inside it, or the folder itself
 * where it holds no other. What was added before a cancel stays.
 */
public final class WorklistScan implements Job<WorklistScan.Result> {

  /** Takes a study onto the list. */
  public interface Target {
    void enter(StudyEntry entry) throws StoreException;
  }

  /**
   * What became of it.
   *
   * @param unusable folders without a study that can be read
   */
  public record Result(int added, int unusable) {}

  private final Path folder;
  private final StudySource source;
  private final Target target;
  private final String message;

  /**
   * @param message what the job is called while it runs
   */
  public WorklistScan(Path folder, StudySource source, Target target, String message) {
    this.folder = folder;
    this.source = source;
    this.target = target;
    this.message = message;
  }

  @Override
  public Result run(Progress progress, CancelToken cancel) throws IOException, StoreException {
    List<Path> candidates = candidates();
    int added = 0;
    int unusable = 0;
    for (int i = 0; i < candidates.size(); i++) {
      cancel.throwIfCancelled();
      progress.report((double) i / candidates.size(), message);
      List<Path> paths = List.of(candidates.get(i));
      try {
        target.enter(StudyEntry.of(source.read(paths, Progress.NONE, cancel), paths));
        added++;
      } catch (UnusableInputException e) {
        unusable++;
      }
    }
    return new Result(added, unusable);
  }

  private List<Path> candidates() throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      List<Path> folders =
          inside
              .filter(Files::isDirectory)
              .filter(f -> !f.getFileName().toString().startsWith("."))
              .sorted()
              .toList();
      return folders.isEmpty() ? List.of(folder) : folders;
    }
  }
}
