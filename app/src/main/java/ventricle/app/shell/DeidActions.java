package ventricle.app.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import ventricle.app.job.FxJobs;
import ventricle.app.text.Text;
import ventricle.engine.dicom.deid.DeidOptions;
import ventricle.engine.dicom.deid.Deidentification;
import ventricle.engine.dicom.deid.Deidentified;
import ventricle.engine.dicom.deid.Pseudonyms;
import ventricle.engine.domain.Study.LeftOut;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.AuditEvent;

/** Writes the files of the open study again without the patient. */
final class DeidActions {

  private static final int LISTED = 8;

  private final Parts parts;
  private final Text text;
  private final Stage stage;
  private final Dialogs dialogs;
  private final Messages messages;
  private final FxJobs jobs;
  private final StudyPlace place;

  DeidActions(
      Parts parts, Stage stage, Dialogs dialogs, Messages messages, FxJobs jobs, StudyPlace place) {
    this.parts = parts;
    this.text = parts.text();
    this.stage = stage;
    this.dialogs = dialogs;
    this.messages = messages;
    this.jobs = jobs;
    this.place = place;
  }

  /** Asks what may stay and where to write. */
  void export() {
    if (place.comparable().isEmpty()) {
      return;
    }
    if (place.paths().isEmpty()) {
      messages.notDone("deid.title", text.get("deid.no-files"));
      return;
    }
    DeidForm form = new DeidForm(text);
    dialogs
        .ask(text.get("deid.title"), form, text.get("deid.button"), form.ready(), form::options)
        .ifPresent(this::chooseFolder);
  }

  private void chooseFolder(DeidOptions options) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(text.get("deid.choose"));
    File folder = chooser.showDialog(stage);
    if (folder != null) {
      exportTo(folder.toPath(), options);
    }
  }

  /** Writes to an empty folder in the background. */
  void exportTo(Path folder, DeidOptions options) {
    place
        .comparable()
        .map(open -> open.presenter().study())
        .ifPresent(
            study ->
                jobs.start(
                    new Deidentification(
                        place.paths(),
                        folder,
                        study.studyInstanceUid(),
                        options,
                        Pseudonyms.fresh(),
                        "Ventricle " + parts.version()),
                    done -> written(StudyKey.of(study), done),
                    messages::exportFailed));
  }

  private void written(StudyKey study, Deidentified done) {
    parts.store().audit(study, new AuditEvent.Deidentified(done.files()));
    String words = text.get("deid.done", done.files(), done.folder());
    String left = list("deid.left-out", done.leftOut());
    String look = list("deid.look-at", done.toLookAt());
    messages.done(
        "deid.title",
        Stream.of(words, left, look).filter(w -> !w.isEmpty()).collect(Collectors.joining("\n\n")));
  }

  private String list(String key, List<LeftOut> files) {
    if (files.isEmpty()) {
      return "";
    }
    String shown =
        files.stream()
            .limit(LISTED)
            .map(l -> l.file() + ": " + l.cause())
            .collect(Collectors.joining("\n"));
    int more = files.size() - LISTED;
    return text.get(key, shown + (more > 0 ? "\n" + text.get("open.left-out.more", more) : ""));
  }
}
