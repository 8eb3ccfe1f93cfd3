package ventricle.app.shell;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.control.Alert.AlertType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.app.report.Export;
import ventricle.app.text.Text;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.db.StudyLock;
import ventricle.engine.store.db.WorklistScan;

/** What the window has to tell, in words. */
final class Messages implements OpenStudy.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Messages.class);
  private static final int LISTED = 12;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private final Text text;
  private final Dialogs dialogs;
  private final Path logs;

  Messages(Text text, Dialogs dialogs, Path logs) {
    this.text = text;
    this.dialogs = dialogs;
    this.logs = logs;
  }

  /**
   * What was left out, and what became of earlier work.
   *
   * @param takeOver takes the study from who has it
   */
  void opened(StudyOpener.Opened opened, Consumer<StudyLock> takeOver) {
    if (opened.takenBy().isPresent()) {
      taken(opened.takenBy().get(), takeOver);
    } else if (opened.session() == null) {
      dialogs.tell(AlertType.INFORMATION, text.get("readonly.title"), text.get("readonly"));
    } else if (!opened.messages().isEmpty()) {
      dialogs.tell(
          AlertType.INFORMATION, text.get("app.name"), String.join("\n", opened.messages()));
    }
    Study study = opened.study();
    if (!study.leftOut().isEmpty()) {
      String list =
          study.leftOut().stream()
              .limit(LISTED)
              .map(l -> l.file() + ": " + l.cause())
              .collect(Collectors.joining("\n"));
      int more = study.leftOut().size() - LISTED;
      dialogs.tell(
          AlertType.INFORMATION,
          text.get("open.left-out.title"),
          text.get(
              "open.left-out",
              study.stack().frames().size(),
              study.stack().expectedFrames(),
              list + (more > 0 ? "\n" + text.get("open.left-out.more", more) : "")));
    }
  }

  private void taken(StudyLock by, Consumer<StudyLock> takeOver) {
    dialogs.offer(
        text.get("taken.title", by.reader()),
        text.get(
            by.stale() ? "taken.stale" : "taken",
            by.reader(),
            by.machine(),
            TIME.format(by.since())),
        text.get("taken.take-over"),
        () -> takeOver.accept(by));
  }

  /** Somebody took the study over. */
  void takenOver(StudyLock by) {
    dialogs.tell(AlertType.WARNING, text.get("taken-over.title", by.reader()), takenOverWords(by));
  }

  /** What further changes are answered with. */
  String takenOverWords(StudyLock by) {
    return text.get("taken-over", by.reader(), by.machine(), TIME.format(by.since()));
  }

  void added(WorklistScan.Result found) {
    dialogs.tell(
        AlertType.INFORMATION,
        text.get("worklist.title"),
        text.get("worklist.added", found.added(), found.unusable()));
  }

  void openFailed(Throwable cause) {
    if (cause instanceof UnusableInputException || cause instanceof StoreException) {
      dialogs.tell(
          AlertType.ERROR, text.get("open.failed.title"), String.valueOf(cause.getMessage()));
    } else {
      unexpected(cause);
    }
  }

  void exported(Export.Exported done, Path folder) {
    String missing =
        done.missing().isEmpty()
            ? ""
            : "\n" + text.get("export.missing", String.join("; ", done.missing()));
    dialogs.tell(
        AlertType.INFORMATION,
        text.get("export.title"),
        text.get("export.done", done.files().size(), folder) + missing);
  }

  void exportFailed(Throwable cause) {
    LOG.warn("export failed: {}", cause.getClass().getSimpleName());
    dialogs.tell(
        AlertType.ERROR,
        text.get("export.failed"),
        Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName()));
  }

  /** Tells something that went as it should. */
  void done(String titleKey, String message) {
    dialogs.tell(AlertType.INFORMATION, text.get(titleKey), message);
  }

  /** Tells why something was not done. */
  void notDone(String titleKey, String message) {
    dialogs.tell(AlertType.WARNING, text.get(titleKey), message);
  }

  @Override
  public void refused(String message) {
    dialogs.tell(AlertType.WARNING, text.get("refused.title"), message);
  }

  @Override
  public void notStored(String message) {
    dialogs.tell(AlertType.ERROR, text.get("save.failed.title"), text.get("save.failed", message));
  }

  @Override
  public void failed(Throwable cause) {
    if (cause instanceof InferenceException) {
      dialogs.tell(
          AlertType.WARNING, text.get("analysis.failed.title"), String.valueOf(cause.getMessage()));
    } else {
      unexpected(cause);
    }
  }

  private void unexpected(Throwable cause) {
    LOG.error("unexpected", cause);
    dialogs.tell(AlertType.ERROR, text.get("unexpected.title"), text.get("unexpected", logs));
  }
}
