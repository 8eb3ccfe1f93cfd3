package ventricle.app.shell;

import java.io.File;
import java.nio.file.Path;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import ventricle.app.job.FxJobs;
import ventricle.app.review.ReviewPresenter;
import ventricle.app.text.Text;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.exchange.incoming.Incoming;
import ventricle.engine.exchange.incoming.IncomingFile;
import ventricle.engine.exchange.incoming.IncomingPlan;
import ventricle.engine.review.ReviewDocument;

/** Takes contours of other programs into the open study, when the reader has seen what they are. */
final class ImportActions {

  private final Text text;
  private final Stage stage;
  private final Dialogs dialogs;
  private final Messages messages;
  private final FxJobs jobs;
  private final StudyPlace place;

  ImportActions(
      Text text, Stage stage, Dialogs dialogs, Messages messages, FxJobs jobs, StudyPlace place) {
    this.text = text;
    this.stage = stage;
    this.dialogs = dialogs;
    this.messages = messages;
    this.jobs = jobs;
    this.place = place;
  }

  /** Asks for a file and takes it. */
  void choose() {
    if (place.open().isEmpty()) {
      return;
    }
    FileChooser chooser = new FileChooser();
    chooser.setTitle(text.get("import.choose"));
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(
                text.get("import.files"),
                "*.cvi42wsx",
                "*.con",
                "*.zip",
                "*.roi",
                "*.nii",
                "*.nii.gz",
                "*.json"),
            new FileChooser.ExtensionFilter(text.get("import.all-files"), "*.*"));
    File file = chooser.showOpenDialog(stage);
    if (file != null) {
      take(file.toPath());
    }
  }

  /** Reads a file in the background, shows what it holds, and takes it when the reader says so. */
  void take(Path file) {
    OpenStudy study = place.open().orElse(null);
    if (study == null) {
      return;
    }
    ReviewPresenter presenter = study.presenter();
    if (presenter.readOnly()) {
      messages.notDone("import.failed", text.get("import.read-only"));
      return;
    }
    CineStack stack = presenter.stackProperty().get();
    ReviewDocument document = presenter.document();
    int phase = presenter.phaseProperty().get();
    jobs.start(
        (progress, cancel) -> {
          progress.report(-1, text.get("job.import"));
          return IncomingFile.read(file, stack, document, phase);
        },
        incoming -> preview(presenter, incoming, stack),
        cause -> {
          if (cause instanceof UnusableInputException) {
            messages.notDone("import.failed", String.valueOf(cause.getMessage()));
          } else {
            messages.failed(cause);
          }
        });
  }

  private void preview(ReviewPresenter presenter, Incoming incoming, CineStack stack) {
    boolean still =
        place.open().filter(open -> open.presenter().equals(presenter)).isPresent()
            && stack.equals(presenter.stackProperty().get());
    if (!still || presenter.readOnly()) {
      return;
    }
    ImportForm form = new ImportForm(text, incoming, stack, presenter.document());
    dialogs
        .ask(text.get("import.title"), form, text.get("import.do"), form.ready(), form::plan)
        .ifPresent(plan -> apply(presenter, plan));
  }

  /** One step that undo takes back; then the first frame that changed is on screen. */
  private static void apply(ReviewPresenter presenter, IncomingPlan plan) {
    if (presenter.apply(plan.edit())) {
      presenter.go(plan.taken().firstKey().frame());
    }
  }
}
