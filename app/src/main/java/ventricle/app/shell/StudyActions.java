package ventricle.app.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.SortedSet;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import ventricle.app.job.FxJobs;
import ventricle.app.text.Text;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Study;
import ventricle.engine.review.Edit;

/** What is done with the open study as a whole; nothing while none is open. */
final class StudyActions {

  private final Parts parts;
  private final Text text;
  private final Stage stage;
  private final Dialogs dialogs;
  private final Messages messages;
  private final FxJobs jobs;
  private final StudyPlace place;

  StudyActions(
      Parts parts, Stage stage, Dialogs dialogs, Messages messages, FxJobs jobs, StudyPlace place) {
    this.parts = parts;
    this.text = parts.text();
    this.stage = stage;
    this.dialogs = dialogs;
    this.messages = messages;
    this.jobs = jobs;
    this.place = place;
  }

  /** Exchanges base and apex, when the reader confirms. */
  void flip() {
    place
        .open()
        .filter(s -> dialogs.confirm(text.get("action.flip-stack"), text.get("flip.question")))
        .ifPresent(study -> study.presenter().apply(new Edit.FlipStack(parts.reader())));
  }

  /** Accepts all frames that were looked at and names the others. */
  void accept() {
    place
        .open()
        .ifPresent(
            study -> {
              SortedSet<FrameKey> left = study.presenter().reviewing().acceptStudy();
              if (!left.isEmpty()) {
                messages.notLookedAt(left);
              }
            });
  }

  /** Asks for a folder and exports to it. */
  void export() {
    if (place.open().isEmpty()) {
      return;
    }
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(text.get("export.choose"));
    File folder = chooser.showDialog(stage);
    if (folder != null) {
      exportTo(folder.toPath());
    }
  }

  /** Exports to an empty folder in the background. */
  void exportTo(Path folder) {
    place.open().ifPresent(study -> exportTo(study, folder));
  }

  private void exportTo(OpenStudy study, Path folder) {
    var presenter = study.presenter();
    Study shown = presenter.study();
    var document = presenter.document();
    var measurements = presenter.measurementsProperty().get();
    jobs.start(
        (progress, cancel) ->
            parts.export().export(shown, document, measurements, folder, progress, cancel),
        done -> messages.exported(done, folder),
        messages::exportFailed);
  }
}
