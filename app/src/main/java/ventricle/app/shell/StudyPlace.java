package ventricle.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.scene.layout.BorderPane;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.app.action.Action;
import ventricle.app.job.FxJobs;
import ventricle.app.store.StudyRecord;
import ventricle.app.worklist.EmptyView;
import ventricle.app.worklist.HomeView;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.Study;
import ventricle.engine.inference.Models;
import ventricle.engine.review.ReadingId;
import ventricle.engine.review.protocol.Assignment;
import ventricle.engine.store.RecentStudies;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.db.AuditEvent;
import ventricle.engine.store.db.Database;
import ventricle.engine.store.db.StudyEntry;
import ventricle.engine.store.db.StudyLock;
import ventricle.engine.store.db.WorklistScan;

/** The place in the window where a study is open, or where one can be chosen. */
final class StudyPlace {

  private static final Logger LOG = LoggerFactory.getLogger(StudyPlace.class);

  private final Parts parts;
  private final BorderPane frame;
  private final HeaderBar header;
  private final HeaderText words;
  private final Messages messages;
  private final FxJobs jobs;
  private final FxJobs heatmapJobs = new FxJobs();
  private final Consumer<Action> run;
  private final Consumer<StudyOpener.Opened> remember;
  private final StudyOpener opener;
  private final Recents recents;
  private final EmptyView empty;
  private List<Path> openPaths = List.of();
  private final HomeView home;
  private @Nullable OpenStudy open;
  private @Nullable Assignment assignment;
  private @Nullable StudyRecord record;

  /**
   * @param frame shows the study in its centre
   * @param run starts an action of the catalogue
   * @param remember is told of what could be opened from files and folders
   */
  StudyPlace(
      Parts parts,
      BorderPane frame,
      HeaderBar header,
      HeaderText words,
      Messages messages,
      FxJobs jobs,
      Consumer<Action> run,
      Consumer<StudyOpener.Opened> remember) {
    this.parts = parts;
    this.frame = frame;
    this.header = header;
    this.words = words;
    this.messages = messages;
    this.jobs = jobs;
    this.run = run;
    this.remember = remember;
    this.opener = new StudyOpener(parts.userFolder().journals(), parts.store());
    this.recents = new Recents(new RecentStudies(parts.userFolder().recentStudies()));
    this.empty = new EmptyView(parts.text(), run);
    this.home = new HomeView(parts.text(), parts.store(), empty, this::openPaths, run);
  }

  /** The open study; empty while there is none. */
  Optional<OpenStudy> open() {
    return Optional.ofNullable(open);
  }

  /** The open study, unless it is a case of an observer study, beside which nothing may stand. */
  Optional<OpenStudy> comparable() {
    return assignment == null ? open() : Optional.empty();
  }

  /** The files and folders of the open study; empty for one that has none. */
  List<Path> paths() {
    return open == null ? List.of() : openPaths;
  }

  /** Where the same person's examination before the open one lies; empty when none is known. */
  Optional<List<Path>> previous() {
    return open().flatMap(shown -> recents.previous(openPaths, shown.presenter().study()));
  }

  StudyOpener opener() {
    return opener;
  }

  /** Opens files or folders in the background. */
  void openPaths(List<Path> paths) {
    List<Path> absolute = paths.stream().map(Path::toAbsolutePath).toList();
    start((progress, cancel) -> parts.reading().look(absolute, progress, cancel), absolute);
  }

  /** Opens a case of an observer study in the background. */
  void openCase(Assignment given) {
    close();
    List<Path> paths = List.of(given.what().path());
    jobs.start(
        opener.job((progress, cancel) -> parts.reading().look(paths, progress, cancel), given),
        this::opened,
        this::openFailed);
  }

  /** Opens another reading of a study that is at hand. */
  void openReading(Study study, ReadingId reading) {
    close();
    jobs.start(opener.job(study, reading), this::opened, this::openFailed);
  }

  /**
   * Opens the case after the open one; does nothing outside an observer study.
   *
   * @param atEnd what follows the last case
   */
  void nextCase(Runnable atEnd) {
    Assignment now = assignment;
    if (now != null) {
      now.next().ifPresentOrElse(this::openCase, atEnd);
    }
  }

  void openDemo() {
    start(
        (progress, cancel) -> StudyReader.Found.alone(parts.reading().demo(progress, cancel)),
        List.of());
  }

  private void start(StudyOpener.Source source, List<Path> paths) {
    close();
    jobs.start(opener.job(source, paths), this::opened, this::openFailed);
  }

  private void opened(StudyOpener.Opened opened) {
    close();
    whenModels((models, cause) -> show(opened, models, cause));
  }

  /** Calls back on the JavaFX thread, at once when the models are open already. */
  private void whenModels(BiConsumer<@Nullable Models, @Nullable Throwable> then) {
    if (parts.models().isDone() && !parts.models().isCompletedExceptionally()) {
      then.accept(parts.models().join(), null);
      return;
    }
    var unused =
        parts
            .models()
            .whenComplete((models, cause) -> Platform.runLater(() -> then.accept(models, cause)));
  }

  private void show(
      StudyOpener.Opened opened, @Nullable Models models, @Nullable Throwable noModels) {
    if (noModels != null) {
      LOG.warn("models could not be opened: {}", noModels.getClass().getSimpleName());
    }
    OpenStudy shown = new OpenStudy(parts, opened, models, jobs, heatmapJobs, run, messages);
    open = shown;
    openPaths = opened.paths();
    frame.setCenter(shown.screen());
    Assignment given = opened.assignment();
    assignment = given;
    header
        .patient()
        .set(given == null ? words.patient(opened.study().patient()) : words.assignment(given));
    header.stack().set(words.stack(opened.study().stack()));
    shown
        .presenter()
        .documentProperty()
        .subscribe(
            d -> {
              header.state().set(words.state(shown.presenter()));
              header.reviewed().set(words.reviewed(shown.presenter()));
              header.reviewedPart().set(words.reviewedPart(shown.presenter()));
              header.reviewedTip(words.reviewedTip(shown.presenter()));
            });
    record(opened, shown);
    shown.screen().canvas().requestFocus();
    shown.start();
    if (!opened.paths().isEmpty()) {
      remember.accept(opened);
      recents.add(opened.paths(), words.stack(opened.study().stack()), opened.study());
    }
    messages.opened(opened, by -> takeOver(opened, by));
  }

  /** Tells the database of the study from now on; the demo is nobody's business. */
  private void record(StudyOpener.Opened opened, OpenStudy shown) {
    if (opened.paths().isEmpty()) {
      return;
    }
    var presenter = shown.presenter();
    StudyRecord told =
        new StudyRecord(
            parts.store(),
            StudyEntry.of(opened.study(), opened.paths()),
            opened.hold(),
            presenter.openElsewhere(),
            presenter.document(),
            by -> takenOver(shown, by));
    record = told;
    Runnable progress =
        () -> told.progress(presenter.document(), presenter.measurementsProperty().get());
    presenter.measurementsProperty().subscribe(progress);
    presenter.documentProperty().subscribe(progress); // signing changes no number
    presenter.documentProperty().subscribe(told::analysed);
    progress.run();
  }

  private void takeOver(StudyOpener.Opened shown, StudyLock from) {
    jobs.start(opener.takeOver(shown, from), this::opened, this::openFailed);
  }

  private void takenOver(OpenStudy study, StudyLock by) {
    study.presenter().makeReadOnly(messages.takenOverWords(by));
    header.state().set(words.state(study.presenter()));
    messages.takenOver(by);
  }

  /** Results of the open study were written. */
  void exported(int files) {
    if (record != null) {
      record.exported(files);
    }
  }

  /** Something came from a file into the open study, or was shown beside it. */
  void broughtIn(AuditEvent event) {
    if (record != null) {
      record.broughtIn(event);
    }
  }

  /** The reader has seen contours of others on the open study. */
  void saw(int readings) {
    if (record != null) {
      record.saw(readings);
    }
  }

  private void openFailed(Throwable cause) {
    showEmpty();
    messages.openFailed(cause);
  }

  /** Closes the study and offers others. */
  void showEmpty() {
    close();
    frame.setCenter(home);
    empty.showRecent(recents.latest(), this::openPaths);
    home.refresh();
  }

  /** Puts the studies of a folder on the list, in the background. */
  void addStudies(Path folder) {
    var store = parts.store();
    jobs.start(
        new WorklistScan(
            folder,
            parts.reading()::study,
            entry -> store.await(db -> StudyPlace.entered(db, entry)),
            parts.text().get("worklist.adding")),
        found -> {
          messages.added(found);
          home.refresh();
        },
        messages::openFailed);
  }

  /** Takes the study chosen on the list off it, once a question is answered with yes. */
  void removeFromList(Predicate<String> confirmed) {
    if (open == null) {
      home.remove(confirmed);
    }
  }

  private static boolean entered(Database database, StudyEntry entry) throws StoreException {
    database.worklist().enter(entry);
    return true;
  }

  /** Shows the list of studies, also an empty one. */
  void showWorklist() {
    showEmpty();
    home.showList();
  }

  private void close() {
    if (record != null) {
      record.close();
      record = null;
    }
    if (open != null) {
      open.close();
      open = null;
      assignment = null;
    }
    header.patient().set("");
    header.stack().set("");
    header.state().set("");
    header.reviewed().set("");
  }

  /** Somebody uses the window: time at work on the open study goes on. */
  void active() {
    if (open != null) {
      open.active();
    }
  }

  /** Whether the open study, if any, shows everything that was asked for. */
  boolean settled() {
    return open == null ? home.settled() : open.settled();
  }

  /** Closes the study and ends its background work. */
  void shutDown() {
    close();
    heatmapJobs.close();
  }
}
