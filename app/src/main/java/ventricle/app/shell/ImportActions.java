package ventricle.app.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import ventricle.app.job.FxJobs;
import ventricle.app.review.ReviewPresenter;
import ventricle.app.text.Text;
import ventricle.engine.dicom.cine.StudyObjects;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Sha256;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.exchange.incoming.Incoming;
import ventricle.engine.exchange.incoming.IncomingFile;
import ventricle.engine.exchange.incoming.IncomingPlan;
import ventricle.engine.review.ReviewDocument;
import ventricle.viewer.cine.WindowLevel;

/** Takes contours of other programs into the open study, when the reader has seen what they are. */
final class ImportActions {

  private final Text text;
  private final Stage stage;
  private final Dialogs dialogs;
  private final Messages messages;
  private final FxJobs jobs;
  private final StudyPlace place;
  private final BiConsumer<ReviewPresenter, StudyObjects> numbers;

  /**
   * @param numbers shows measurements of others beside those of the open study
   */
  ImportActions(
      Text text,
      Stage stage,
      Dialogs dialogs,
      Messages messages,
      FxJobs jobs,
      StudyPlace place,
      BiConsumer<ReviewPresenter, StudyObjects> numbers) {
    this.text = text;
    this.stage = stage;
    this.dialogs = dialogs;
    this.messages = messages;
    this.jobs = jobs;
    this.place = place;
    this.numbers = numbers;
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
                "*.dcm",
                "*.json"),
            new FileChooser.ExtensionFilter(text.get("import.all-files"), "*.*"));
    File file = chooser.showOpenDialog(stage);
    if (file != null) {
      take(file.toPath());
    }
  }

  /** What a file holds, with what was worked out beside the window. */
  private sealed interface Held {

    /** Contours that can come in. */
    record Contours(Incoming incoming, WindowLevel window, String sha256) implements Held {}

    /** Numbers to look at. */
    record Numbers(StudyObjects.Report report) implements Held {}
  }

  /**
   * Reads a file in the background. Contours are shown on the images and taken when the reader says
   * so; the measurements of a structured report are shown beside the window's.
   */
  void take(Path file) {
    OpenStudy study = place.open().orElse(null);
    if (study == null) {
      return;
    }
    ReviewPresenter presenter = study.presenter();
    CineStack stack = presenter.stackProperty().get();
    ReviewDocument document = presenter.document();
    int phase = presenter.phaseProperty().get();
    String uid = presenter.study().studyInstanceUid();
    jobs.start(
        (progress, cancel) -> {
          progress.report(-1, text.get("job.import"));
          return read(file, stack, document, phase, uid);
        },
        held -> show(presenter, held, stack),
        cause -> {
          if (cause instanceof UnusableInputException) {
            messages.notDone("import.failed", String.valueOf(cause.getMessage()));
          } else {
            messages.failed(cause);
          }
        });
  }

  private static Held read(
      Path file, CineStack stack, ReviewDocument document, int phase, String uid)
      throws UnusableInputException, IOException {
    if (Files.isRegularFile(file) && IncomingFile.isDicom(file)) {
      Optional<StudyObjects.Report> report = StudyObjects.report(file, uid);
      if (report.isPresent()) {
        return new Held.Numbers(report.get());
      }
    }
    return new Held.Contours(
        IncomingFile.read(file, stack, document, phase), WindowLevel.auto(stack), Sha256.of(file));
  }

  private void show(ReviewPresenter presenter, Held held, CineStack stack) {
    boolean still =
        place.open().filter(open -> open.presenter().equals(presenter)).isPresent()
            && stack.equals(presenter.stackProperty().get());
    if (!still) {
      return;
    }
    switch (held) {
      case Held.Numbers(StudyObjects.Report report) ->
          numbers.accept(presenter, new StudyObjects(List.of(), List.of(report)));
      case Held.Contours contours -> {
        if (presenter.readOnly()) {
          messages.notDone("import.failed", text.get("import.read-only"));
        } else {
          preview(presenter, contours, stack);
        }
      }
    }
  }

  private void preview(ReviewPresenter presenter, Held.Contours held, CineStack stack) {
    ImportForm form =
        new ImportForm(text, held.incoming(), stack, held.window(), presenter.document());
    dialogs
        .ask(text.get("import.title"), form, text.get("import.do"), form.ready(), form::plan)
        .ifPresent(plan -> apply(presenter, plan, held));
  }

  /** One step that undo takes back; then the first frame that changed is on screen. */
  private void apply(ReviewPresenter presenter, IncomingPlan plan, Held.Contours held) {
    if (presenter.apply(plan.edit())) {
      place.broughtIn(plan.event(held.incoming().format(), held.sha256()));
      presenter.go(plan.taken().firstKey().frame());
    }
  }
}
