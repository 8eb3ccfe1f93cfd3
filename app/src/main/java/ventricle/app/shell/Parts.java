package ventricle.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import ventricle.app.prefs.PreferencesFile;
import ventricle.app.report.Export;
import ventricle.app.report.RangeColumns;
import ventricle.app.store.StoreDesk;
import ventricle.app.text.Text;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.inference.Models;
import ventricle.engine.store.UserFolder;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/**
 * What the window is made of; put together by the program's entry point.
 *
 * @param reader who works here
 * @param store the database at this desk; closed by whoever made it
 * @param models opened beside the window, so that it shows at once
 */
public record Parts(
    Text text,
    String version,
    String reader,
    UserFolder userFolder,
    PreferencesFile preferences,
    StoreDesk store,
    CompletableFuture<Models> models,
    Reading reading,
    Export export,
    RangeColumns ranges) {

  /** Where studies come from. */
  public interface Reading {
    StudyReader.Found look(List<Path> paths, Progress progress, CancelToken cancel)
        throws UnusableInputException;

    /** The study alone. */
    default Study study(List<Path> paths, Progress progress, CancelToken cancel)
        throws UnusableInputException {
      return look(paths, progress, cancel).study();
    }

    Study demo(Progress progress, CancelToken cancel) throws UnusableInputException;
  }
}
