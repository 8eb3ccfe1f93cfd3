package ventricle.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.stage.Stage;
import ventricle.app.prefs.Preferences;
import ventricle.app.prefs.PreferencesFile;
import ventricle.app.report.Export;
import ventricle.app.report.RangeColumns;
import ventricle.app.shell.Parts;
import ventricle.app.shell.Workstation;
import ventricle.app.store.StoreDesk;
import ventricle.app.text.Text;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.inference.Models;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.review.Edit;
import ventricle.engine.store.JournalKey;
import ventricle.engine.store.ReviewSession;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.UserFolder;
import ventricle.engine.store.db.DatabaseAddress;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;
import ventricle.support.Phantoms;
import ventricle.support.RealModels;

/**
 * A reader's desk: a user folder and the workstation on it. The study and the models' result on it
 * are made once for all tests; a desk that has the result opens the study as it is opened on the
 * second day.
 */
final class Desk {

  private static final Text TEXT = new Text(Locale.ENGLISH);

  static final String READER = "ada";
  static final PhantomStudy PHANTOM = Phantoms.small(7);

  private static final Models MODELS = models();
  private static final Path SHARED = shared();

  private final Path home;
  private Study demo = PHANTOM.study();
  private final List<StoreDesk> stores = new ArrayList<>();

  Desk(Path home) {
    this.home = home;
  }

  /** Makes another study the demo, with a model's result on it that is there already. */
  void bring(PhantomStudy phantom, Edit.ModelRun result) throws StoreException {
    demo = phantom.study();
    try (ReviewSession session =
        ReviewSession.open(user().journals(), JournalKey.of(demo, READER))) {
      if (!(session.apply(result) instanceof ReviewSession.Outcome.Saved)) {
        throw new IllegalStateException("the result is not stored");
      }
    }
  }

  private static Models models() {
    try {
      return RealModels.open();
    } catch (InferenceException e) {
      throw new IllegalStateException("the models of the repository do not open", e);
    }
  }

  private static Path shared() {
    try {
      Path folder = Files.createTempDirectory("ventricle-desk");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      Phantoms.write(PHANTOM, folder.resolve("phantom"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The phantom's DICOM files. */
  static Path study() {
    return SHARED.resolve("phantom").resolve("dicom");
  }

  /** Puts the models' result on the phantom into this desk's journal; false while nobody has it. */
  boolean takeAnalysis() throws IOException {
    return copy(SHARED.resolve("journals"), user().journals());
  }

  /** Keeps this desk's journal as the models' result on the phantom. */
  void keepAnalysis() throws IOException {
    copy(user().journals(), SHARED.resolve("journals"));
  }

  private static boolean copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return false;
    }
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return true;
  }

  UserFolder user() {
    return new UserFolder(home);
  }

  PreferencesFile preferences() {
    return new PreferencesFile(home.resolve("preferences.json"));
  }

  void prefer(Preferences preferences) {
    preferences().save(preferences);
  }

  Workstation sitDown(Stage stage) {
    return sitDown(stage, MODELS);
  }

  /** JavaFX thread. */
  Workstation sitDown(Stage stage, Models models) {
    Workstation workstation =
        new Workstation(
            new Parts(
                TEXT,
                "test",
                READER,
                user(),
                preferences(),
                sitDownAt(database()),
                CompletableFuture.completedFuture(models),
                new Reading(),
                new Export("test", READER),
                new RangeColumns(TEXT, NormalRanges.bundled())),
            stage,
            null);
    workstation.show();
    return workstation;
  }

  /** Where this desk's database is. */
  DatabaseAddress database() {
    return new DatabaseAddress.Sqlite(user().database());
  }

  private StoreDesk sitDownAt(DatabaseAddress address) {
    StoreDesk store = StoreDesk.of(user(), address, READER);
    stores.add(store);
    return store;
  }

  /** Lets the database go. */
  void getUp() {
    stores.forEach(StoreDesk::close);
    stores.clear();
  }

  private final class Reading implements Parts.Reading {
    @Override
    public StudyReader.Found look(List<Path> paths, Progress progress, CancelToken cancel)
        throws UnusableInputException {
      return StudyReader.look(paths, progress, cancel);
    }

    @Override
    public Study demo(Progress progress, CancelToken cancel) {
      return demo;
    }
  }
}
