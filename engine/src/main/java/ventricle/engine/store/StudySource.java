package ventricle.engine.store;

import java.nio.file.Path;
import java.util.List;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** How the studies that a job works through are read. */
@FunctionalInterface
public interface StudySource {

  /**
   * @param paths files and folders of one study
   */
  Study read(List<Path> paths, Progress progress, CancelToken cancel) throws UnusableInputException;
}
