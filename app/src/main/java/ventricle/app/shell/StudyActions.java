package ventricle.app.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import ventricle.app.job.FxJobs;
import ventricle.app.review.PersonForm;
import ventricle.app.review.ReviewPresenter;
import ventricle.app.text.Text;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Measurer;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Entered;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.SignedVersion;
import ventricle.engine.review.StudyLife;
import ventricle.engine.store.SignedContent;
import ventricle.engine.store.StoreException;

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
        .ifPresent(
            study -> study.presenter().apply(new Edit.FlipStack(study.presenter().reader())));
  }

  /** Asks for what is known of the person; one step. */
  void person() {
    place
        .open()
        .map(OpenStudy::presenter)
        .filter(presenter -> !presenter.readOnly())
        .ifPresent(this::person);
  }

  private void person(ReviewPresenter presenter) {
    PersonForm form =
        new PersonForm(text, presenter.study(), presenter.document().entries().person());
    dialogs
        .ask(text.get("person.title"), form, text.get("person.button"), form.ready(), form::entries)
        .ifPresent(
            entered ->
                presenter.apply(
                    new Edit.SetEntries(
                        presenter.document().entries().with(entered),
                        Entered.PERSON,
                        presenter.reader())));
  }

  /** Accepts all frames that were looked at; the screen names the others. */
  void accept() {
    place
        .open()
        .filter(study -> !study.presenter().readOnly())
        .ifPresent(study -> study.presenter().reviewing().acceptStudy());
  }

  /** Asks for a folder and exports to it. */
  void export() {
    place
        .open()
        .flatMap(this::versionToExport)
        .ifPresent(
            version -> {
              DirectoryChooser chooser = new DirectoryChooser();
              chooser.setTitle(text.get("export.choose"));
              File folder = chooser.showDialog(stage);
              if (folder != null) {
                exportTo(folder.toPath(), version);
              }
            });
  }

  /** While a signed study is amended there are two: the signed one and what it becomes. */
  private Optional<ReviewDocument> versionToExport(OpenStudy study) {
    ReviewDocument now = study.presenter().document();
    if (!(StudyLife.of(now) instanceof StudyLife.Amended(SignedVersion signed, var amendment))) {
      return Optional.of(now);
    }
    ButtonType present = new ButtonType(text.get("export.now"), ButtonData.OTHER);
    ButtonType before =
        new ButtonType(
            text.get("export.version", signed.number(), signed.name()), ButtonData.OTHER);
    return dialogs
        .choose(text.get("export.title"), text.get("export.which"), before, present)
        .flatMap(
            way -> {
              try {
                return Optional.of(
                    way == before ? SignedContent.document(now, signed.number()) : now);
              } catch (StoreException e) {
                messages.notDone("export.failed", String.valueOf(e.getMessage()));
                return Optional.empty();
              }
            });
  }

  /** Exports to an empty folder in the background. */
  void exportTo(Path folder) {
    place.open().ifPresent(study -> exportTo(folder, study.presenter().document()));
  }

  private void exportTo(Path folder, ReviewDocument document) {
    place.open().ifPresent(study -> exportTo(study, document, folder));
  }

  private void exportTo(OpenStudy study, ReviewDocument document, Path folder) {
    var presenter = study.presenter();
    CineStack read = presenter.study().stack();
    boolean turned = document.flipped() != presenter.document().flipped();
    Study shown = presenter.study().withStack(turned ? read.flipped() : read);
    var measurements =
        document.equals(presenter.document())
            ? presenter.measurementsProperty().get()
            : Measurer.measure(shown, document);
    jobs.start(
        (progress, cancel) ->
            parts.export().export(shown, document, measurements, folder, progress, cancel),
        done -> {
          place.exported(done.files().size());
          messages.exported(done, folder);
        },
        messages::exportFailed);
  }
}
