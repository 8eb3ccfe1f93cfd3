package ventricle.app.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import ventricle.app.job.FxJobs;
import ventricle.app.pacs.PacsDesk;
import ventricle.app.pacs.PacsSettingsForm;
import ventricle.app.pacs.PacsView;
import ventricle.app.report.Export;
import ventricle.app.text.Text;
import ventricle.engine.dicom.web.PacsException;
import ventricle.engine.dicom.web.Sent;
import ventricle.engine.exchange.ExportPart;
import ventricle.engine.review.StudyLife;
import ventricle.engine.store.Outgoing;
import ventricle.engine.store.StudyKey;

/** Asking an archive, in a window of its own, and sending results to it. */
final class PacsActions {

  private static final double WIDTH = 1040;
  private static final double HEIGHT = 620;
  private static final List<ExportPart> ON_REQUEST =
      List.of(ExportPart.PHASES, ExportPart.HEATMAPS);

  private final Parts parts;
  private final Text text;
  private final Stage owner;
  private final Dialogs dialogs;
  private final Messages messages;
  private final FxJobs jobs;
  private final StudyPlace place;
  private final ResultsFiles writer;
  private final Consumer<List<Path>> open;
  private final PacsDesk desk;
  private final FxJobs asking = new FxJobs();
  private @Nullable Stage window;
  private @Nullable PacsView view;

  /**
   * @param jobs where results are made and sent
   * @param writer makes what is sent
   * @param open opens a study that was fetched
   */
  PacsActions(
      Parts parts,
      Stage owner,
      Dialogs dialogs,
      Messages messages,
      FxJobs jobs,
      StudyPlace place,
      ResultsFiles writer,
      Consumer<List<Path>> open) {
    this.parts = parts;
    this.text = parts.text();
    this.owner = owner;
    this.dialogs = dialogs;
    this.messages = messages;
    this.jobs = jobs;
    this.place = place;
    this.writer = writer;
    this.open = open;
    this.desk = new PacsDesk(parts.userFolder(), parts.store());
  }

  /** Shows the archive's window; asks first which archive there is, where none is set up. */
  void browse() {
    Stage shown = window == null ? make() : window;
    window = shown;
    shown.show();
    shown.toFront();
    if (view != null) {
      view.focus();
    }
    if (desk.settings().address().isBlank()) {
      Platform.runLater(this::setUp);
    }
  }

  private Stage make() {
    PacsView made = new PacsView(text, desk, asking, this::setUp, this::fetched);
    view = made;
    VBox root = new VBox(made);
    VBox.setVgrow(made, Priority.ALWAYS);
    root.getStyleClass().add("ventricle");
    Scene scene = new Scene(root, WIDTH, HEIGHT);
    Bindings.bindContent(scene.getStylesheets(), owner.getScene().getStylesheets());
    Stage stage = new Stage();
    scene.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            stage.hide();
          }
        });
    stage.initOwner(owner);
    stage.setTitle(text.get("pacs.title"));
    stage.setScene(scene);
    stage.setMinWidth(860);
    stage.setMinHeight(420);
    stage.setOnHidden(e -> made.stop());
    return stage;
  }

  private void fetched(Path folder) {
    if (window != null) {
      window.hide();
    }
    owner.toFront();
    open.accept(List.of(folder));
  }

  private void setUp() {
    setUp("");
  }

  /** Asks which archive there is, until the answer can be right or the reader gives up. */
  private void setUp(String trouble) {
    PacsSettingsForm form = new PacsSettingsForm(text, desk.settings(), trouble);
    Stage shown = window;
    Dialogs over = shown != null && shown.isShowing() ? new Dialogs(shown) : dialogs;
    var answer =
        over.ask(
            text.get("pacs.settings.title"),
            form,
            text.get("pacs.settings.use"),
            form.ready(),
            () -> use(form));
    if (view != null) {
      view.refresh();
    }
    answer.filter(why -> !why.isEmpty()).ifPresent(this::setUp);
  }

  /** Answers what is wrong, empty when nothing is. */
  private String use(PacsSettingsForm form) {
    try {
      desk.use(form.settings(), form.secret(), form.keep());
      return "";
    } catch (PacsException e) {
      return String.valueOf(e.getMessage());
    } catch (IOException e) {
      return text.get("pacs.settings.not-kept");
    }
  }

  /** Makes the open study's results as DICOM and sends them, when the reader confirms. */
  void send() {
    place
        .comparable()
        .ifPresent(open -> send(open, Results.of(open, open.presenter().document()), Set.of()));
  }

  /**
   * Makes results as DICOM and sends them, when the reader confirms.
   *
   * @param chosen what goes besides what always goes, where an archive takes it
   */
  void send(OpenStudy study, Results results, Set<ExportPart> chosen) {
    Set<ExportPart> wanted = EnumSet.of(ExportPart.DICOM, ExportPart.REPORT);
    chosen.stream().filter(ON_REQUEST::contains).forEach(wanted::add);
    if (!desk.ready()) {
      setUp();
    }
    if (desk.ready() && dialogs.confirm(text.get("pacs.send.title"), question(results, wanted))) {
      sendNow(study, results, wanted);
    }
  }

  private String question(Results results, Set<ExportPart> wanted) {
    boolean signed = StudyLife.of(results.document()) instanceof StudyLife.Signed;
    String question = text.get(signed ? "pacs.send.signed" : "pacs.send.draft", desk.host());
    String more =
        ON_REQUEST.stream()
            .filter(wanted::contains)
            .map(part -> text.get("pacs.send.with." + Text.key(part)))
            .collect(Collectors.joining("\n"));
    return more.isEmpty() ? question : question + "\n\n" + more;
  }

  /**
   * What came of sending.
   *
   * @param missing what could not be made, and why
   */
  private record Handed(Sent sent, List<String> missing) {}

  private void sendNow(OpenStudy study, Results results, Set<ExportPart> wanted) {
    String host = desk.host();
    PacsDesk.Sender sender = desk.sender(StudyKey.of(results.study()));
    ResultsFiles.Writer writing = writer.of(study, results, wanted);
    jobs.start(
        (progress, cancel) -> {
          try (Outgoing outgoing = Outgoing.in(parts.userFolder())) {
            Export.Exported made = writing.into(outgoing.files(), progress.part(0, .5), cancel);
            List<Path> files =
                made.files().stream().filter(f -> f.toString().endsWith(".dcm")).toList();
            Sent sent = sender.send(files).run(progress.part(.5, 1), cancel);
            return new Handed(sent, made.missing());
          }
        },
        handed -> sent(host, handed),
        this::notSent);
  }

  private void sent(String host, Handed handed) {
    Sent sent = handed.sent();
    String missing =
        handed.missing().isEmpty()
            ? ""
            : "\n\n" + text.get("export.missing", String.join("; ", handed.missing()));
    String refused =
        sent.refused().stream()
            .map(r -> r.file().getFileName() + ": " + r.cause())
            .collect(Collectors.joining("\n"));
    if (sent.complete()) {
      messages.done("pacs.send.title", text.get("pacs.sent", sent.stored(), host) + missing);
    } else {
      messages.notDone(
          "pacs.send.title", text.get("pacs.sent.some", sent.stored(), host, refused) + missing);
    }
  }

  private void notSent(Throwable cause) {
    if (cause instanceof PacsException) {
      messages.notDone("pacs.send.failed", String.valueOf(cause.getMessage()));
    } else {
      messages.failed(cause);
    }
  }

  /** Ends what runs. */
  void close() {
    asking.close();
    if (window != null) {
      window.hide();
    }
  }
}
