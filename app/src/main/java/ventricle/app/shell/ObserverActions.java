package ventricle.app.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Alert;
import javafx.scene.layout.BorderPane;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import ventricle.app.job.FxJobs;
import ventricle.app.observers.CaseList;
import ventricle.app.observers.CaseRow;
import ventricle.app.observers.ObserverResults;
import ventricle.app.observers.ObserverView;
import ventricle.app.text.Text;
import ventricle.engine.exchange.ProtocolJson;
import ventricle.engine.review.protocol.Assignment;
import ventricle.engine.review.protocol.Protocol;
import ventricle.engine.store.Readings;

/** Shows an observer study, opens its cases, and comes back to it after the last one. */
final class ObserverActions {

  private final Parts parts;
  private final Text text;
  private final Stage stage;
  private final BorderPane frame;
  private final Dialogs dialogs;
  private final Messages messages;
  private final FxJobs jobs;
  private final StudyPlace place;
  private @Nullable Protocol protocol;
  private @Nullable ObserverView view;

  ObserverActions(
      Parts parts,
      Stage stage,
      BorderPane frame,
      Dialogs dialogs,
      Messages messages,
      FxJobs jobs,
      StudyPlace place) {
    this.parts = parts;
    this.text = parts.text();
    this.stage = stage;
    this.frame = frame;
    this.dialogs = dialogs;
    this.messages = messages;
    this.jobs = jobs;
    this.place = place;
  }

  /** Asks for a protocol and shows its study. */
  void choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(text.get("observers.choose"));
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(text.get("observers.files"), "*.json"));
    File file = chooser.showOpenDialog(stage);
    if (file != null) {
      open(file.toPath());
    }
  }

  /** Shows the study of a protocol. */
  void open(Path file) {
    jobs.start(
        (progress, cancel) -> ProtocolJson.read(file),
        (Protocol read) -> {
          protocol = read;
          show();
        },
        messages::openFailed);
  }

  /** Shows the study whose cases are being read; without one, what can be opened. */
  void showAgain() {
    if (protocol == null) {
      place.showEmpty();
    } else {
      show();
    }
  }

  private void show() {
    Protocol study = protocol;
    if (study == null) {
      return;
    }
    place.showEmpty();
    ObserverView shown =
        new ObserverView(
            text,
            study,
            parts.store().reader(),
            new ObserverView.Commands(
                session -> list(study, session), this::read, () -> compute(study), this::save));
    view = shown;
    frame.setCenter(shown);
  }

  private Readings readings() {
    return new Readings(parts.userFolder().journals());
  }

  private void list(Protocol study, int session) {
    jobs.start(
        new CaseList(parts.reading()::study, readings(), study, parts.store().reader(), session),
        (List<CaseRow> rows) -> {
          if (view != null && view.session() == session) {
            view.show(rows);
          }
        },
        messages::failed);
  }

  private void read(Assignment assignment) {
    place.openCase(assignment);
  }

  private void compute(Protocol study) {
    if (study.readers().contains(parts.store().reader())
        && !dialogs.confirm(text.get("observers.results"), text.get("observers.blind"))) {
      return;
    }
    jobs.start(
        new ObserverResults(parts.reading()::study, readings(), study),
        (ObserverResults.Result found) -> {
          if (view != null) {
            view.show(found);
          }
        },
        messages::failed);
  }

  private void save(ObserverResults.Result result) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(text.get("observers.save"));
    File folder = chooser.showDialog(stage);
    if (folder == null) {
      return;
    }
    jobs.start(
        (progress, cancel) -> {
          result.write(folder.toPath());
          return folder;
        },
        done ->
            dialogs.tell(
                Alert.AlertType.INFORMATION,
                text.get("observers.results"),
                text.get("observers.saved", done)),
        messages::exportFailed);
  }
}
