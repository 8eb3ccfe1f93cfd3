package ventricle.app.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import ventricle.app.job.FxJobs;

/** Brings a second study beside the open one, for reading only. */
final class StudyBeside {

  private final Parts parts;
  private final Stage stage;
  private final Messages messages;
  private final FxJobs jobs;
  private final StudyPlace place;

  StudyBeside(Parts parts, Stage stage, Messages messages, FxJobs jobs, StudyPlace place) {
    this.parts = parts;
    this.stage = stage;
    this.messages = messages;
    this.jobs = jobs;
    this.place = place;
  }

  /**
   * Shows the same person's study before this one; asks for a folder when none is known. Takes away
   * what is there.
   */
  void togglePrevious() {
    place
        .comparable()
        .ifPresent(
            open -> {
              if (!open.screen().images().takeStudyAway()) {
                Optional<List<Path>> previous = place.previous();
                previous.ifPresentOrElse(this::show, this::choose);
              }
            });
  }

  /** Asks for the folder of a study and shows it. */
  void choose() {
    if (place.comparable().isEmpty()) {
      return;
    }
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(parts.text().get("beside.choose"));
    File folder = chooser.showDialog(stage);
    if (folder != null) {
      show(List.of(folder.toPath()));
    }
  }

  /** Reads a study in the background and shows it. */
  void show(List<Path> paths) {
    OpenStudy open = place.comparable().orElse(null);
    if (open == null) {
      return;
    }
    jobs.start(
        place.opener().lookAt((progress, cancel) -> parts.reading().look(paths, progress, cancel)),
        looked -> open.screen().images().showStudy(looked.study(), looked.document()),
        messages::openFailed);
  }
}
