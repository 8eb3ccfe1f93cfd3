package ventricle.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ventricle.app.prefs.Preferences;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.inference.Device;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.inference.ModelRepository;
import ventricle.engine.inference.ModelRole;
import ventricle.engine.inference.Models;
import ventricle.engine.review.protocol.Assignment;
import ventricle.engine.store.UserFolder;
import ventricle.engine.store.db.DatabaseAddress;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/**
 * What every command of the program works with; made by its entry point.
 *
 * @param version of the program
 * @param installation folder of the installed program, null when it cannot be told
 * @param cancel cancelled when the process is asked to stop
 */
public record Context(
    Console console,
    String version,
    UserFolder userFolder,
    @Nullable Path installation,
    CancelToken cancel,
    Opening opening,
    Window window) {

  /** Opens studies and models. */
  public interface Opening {
    StudyReader.Found look(List<Path> paths, Progress progress, CancelToken cancel)
        throws UnusableInputException;

    /** The study alone. */
    default Study study(List<Path> paths, Progress progress, CancelToken cancel)
        throws UnusableInputException {
      return look(paths, progress, cancel).study();
    }

    /**
     * @param longAxis whether to make its long-axis cines too, which only a window shows
     */
    Study demo(boolean longAxis, Progress progress, CancelToken cancel)
        throws UnusableInputException;

    /**
     * @param interactive whether a window must stay fluid meanwhile
     */
    Models models(
        ModelRepository repository,
        Device device,
        Map<ModelRole, String> chosen,
        boolean interactive)
        throws InferenceException;
  }

  /** Shows the workstation until it is closed. */
  public interface Window {
    /**
     * @return exit code
     */
    int show(OpenRequest request);
  }

  /**
   * What the window shall show.
   *
   * @param paths files or folders; empty for none
   * @param snapshot where to write a picture of the finished window before leaving; null to stay
   * @param theme null as preferred
   * @param heatmap whether the picture shows the heatmap
   * @param heatmapSource where the heatmap comes from, by name; null for the first there is
   * @param models folder of models looked at first; null for none
   * @param assignment a case of an observer study to read; null for none
   * @param database holds worklist, locks and audit
   */
  public record OpenRequest(
      List<Path> paths,
      boolean demo,
      @Nullable Path snapshot,
      Preferences.@Nullable Theme theme,
      boolean heatmap,
      @Nullable String heatmapSource,
      double scale,
      Device device,
      @Nullable Path models,
      @Nullable Assignment assignment,
      DatabaseAddress database) {

    /** A window in which a case of an observer study is read. */
    static OpenRequest read(
        Assignment assignment, Device device, @Nullable Path models, DatabaseAddress database) {
      return new OpenRequest(
          List.of(), false, null, null, false, null, 1, device, models, assignment, database);
    }
  }

  /** The models of this installation, those of the user and those in a folder named before them. */
  public ModelRepository repository(@Nullable Path named) {
    return repository(named, userFolder, installation);
  }

  /** Models are looked up in the folder named, the user folder, then the installation. */
  public static ModelRepository repository(
      @Nullable Path named, UserFolder userFolder, @Nullable Path installation) {
    List<Path> places = new ArrayList<>();
    if (named != null) {
      places.add(named);
    }
    places.add(userFolder.models());
    if (installation != null) {
      places.add(installation.resolve("models"));
    }
    return ModelRepository.of(places);
  }
}
