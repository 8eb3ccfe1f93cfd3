package ventricle.app.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import ventricle.app.job.FxJobs;
import ventricle.app.prefs.ExportChoice;
import ventricle.app.text.Text;
import ventricle.engine.exchange.ExportPart;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.SignedVersion;
import ventricle.engine.review.StudyLife;
import ventricle.engine.store.SignedContent;
import ventricle.engine.store.StoreException;

/** Writes the open study's results into a folder; nothing while none is open. */
final class ExportActions {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'ventricle-'yyyy-MM-dd-HHmm", Locale.ROOT);

  private final Text text;
  private final Dialogs dialogs;
  private final Messages messages;
  private final FxJobs jobs;
  private final StudyPlace place;
  private final ResultsFiles writer;
  private final Path kept;
  private final Send send;
  private final Runnable deidentify;

  /** Sends results to the archive. */
  interface Send {
    /**
     * @param chosen parts that are wanted, of which those go that an archive takes
     */
    void send(OpenStudy study, Results results, Set<ExportPart> chosen);
  }

  /**
   * @param deidentify writes the open study without its patient
   */
  ExportActions(
      Parts parts,
      Dialogs dialogs,
      Messages messages,
      FxJobs jobs,
      StudyPlace place,
      ResultsFiles writer,
      Send send,
      Runnable deidentify) {
    this.text = parts.text();
    this.dialogs = dialogs;
    this.messages = messages;
    this.jobs = jobs;
    this.place = place;
    this.writer = writer;
    this.send = send;
    this.deidentify = deidentify;
    this.kept = parts.userFolder().root().resolve("export.json");
  }

  /**
   * Asks what to write and where to, or who else is to have it; what is written and where is
   * remembered, so the next time is one Enter.
   */
  void export() {
    place.open().ifPresent(open -> versionToExport(open).ifPresent(v -> ask(open, v)));
  }

  private void ask(OpenStudy open, ReviewDocument version) {
    ExportChoice last = ExportChoice.load(kept);
    ExportForm form =
        new ExportForm(text, last.parts(), suggested(last), open.attention().orElse(null));
    ButtonType archive = new ButtonType(text.get("export.archive"), ButtonData.LEFT);
    ButtonType copy = new ButtonType(text.get("export.deidentified"), ButtonData.LEFT);
    boolean alone = place.comparable().isEmpty(); // a case of an observer study goes nowhere else
    dialogs
        .ask(
            text.get("export.title"),
            form,
            text.get("export.do"),
            form.ready(),
            alone ? List.of() : List.of(archive, copy))
        .ifPresent(
            way -> {
              if (way.equals(archive)) {
                send.send(open, Results.of(open, version), form.chosen());
              } else if (way.equals(copy)) {
                deidentify.run();
              } else {
                exportTo(new ExportChoice(form.chosen(), String.valueOf(form.path())), version);
              }
            });
  }

  private void exportTo(ExportChoice answer, ReviewDocument version) {
    Path folder = Path.of(String.valueOf(answer.place()));
    Path parent = folder.getParent();
    new ExportChoice(answer.parts(), parent == null ? null : parent.toString()).save(kept);
    place.open().ifPresent(study -> exportTo(study, version, folder, answer.parts()));
  }

  /** A folder that does not exist yet, where the last export was; no name of a patient in it. */
  private static Path suggested(ExportChoice last) {
    String place = last.place();
    Path parent =
        place != null && Files.isDirectory(Path.of(place))
            ? Path.of(place)
            : Path.of(System.getProperty("user.home"));
    String name = NAME.format(LocalDateTime.now(ZoneId.systemDefault()));
    Path folder = parent.resolve(name);
    for (int i = 2; Files.exists(folder); i++) {
      folder = parent.resolve(name + "-" + i);
    }
    return folder;
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

  /** Exports the standard files to an empty folder in the background. */
  void exportTo(Path folder) {
    place
        .open()
        .ifPresent(
            study -> exportTo(study, study.presenter().document(), folder, ExportPart.STANDARD));
  }

  private void exportTo(
      OpenStudy study, ReviewDocument document, Path folder, Set<ExportPart> wanted) {
    Results results = Results.of(study, document);
    ResultsFiles.Writer files = writer.of(study, results, wanted);
    jobs.start(
        (progress, cancel) -> files.into(folder, progress, cancel),
        done -> {
          place.exported(done.files().size());
          messages.exported(done, folder);
        },
        messages::exportFailed);
  }
}
