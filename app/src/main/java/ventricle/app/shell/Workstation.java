package ventricle.app.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.app.action.Action;
import ventricle.app.job.FxJobs;
import ventricle.app.prefs.Preferences;
import ventricle.app.text.Text;
import ventricle.engine.dicom.deid.DeidOptions;
import ventricle.engine.inference.Models;
import ventricle.engine.review.protocol.Assignment;
import ventricle.viewer.look.Look;

/** The window: banner, header, the place of the open study, and the dispatch of every action. */
public final class Workstation {

  private static final Logger LOG = LoggerFactory.getLogger(Workstation.class);

  private final Parts parts;
  private final Text text;
  private final Stage stage;
  private final FxJobs jobs = new FxJobs();
  private final HeaderBar header;
  private final HeaderText words;
  private final KeySheet keys;
  private final Theme theme;
  private final Dialogs dialogs;
  private final StudyPlace place;
  private final FoundActions found;
  private final StudyActions studyActions;
  private final ExportActions exports;
  private final ImportActions imports;
  private final SigningActions signing;
  private final ReportActions reports;
  private final CopyActions copies;
  private final CompareActions compare;
  private final StudyBeside beside;
  private final ObserverActions observers;
  private final PacsActions pacs;
  private final DeidActions deid;
  private final Choices choices;

  /** Builds the window; JavaFX thread. */
  public Workstation(Parts parts, Stage stage, Preferences.@Nullable Theme wanted) {
    Look.loadFonts();
    this.parts = parts;
    this.text = parts.text();
    this.stage = stage;
    this.choices = new Choices(parts.preferences());
    this.words = new HeaderText(text);
    this.dialogs = new Dialogs(stage);
    Messages messages = new Messages(text, dialogs, parts.userFolder().logs());
    header = new HeaderBar(text, jobs, this::run);
    BorderPane frame = new BorderPane();
    frame.setTop(header);
    place = new StudyPlace(parts, frame, header, words, messages, jobs, this::run, this::remember);
    studyActions = new StudyActions(text, dialogs, place, choices.bodySurface());
    Earlier earlier = new Earlier(parts, place, () -> !choices.now().uncompared());
    ResultsFiles files = new ResultsFiles(parts, earlier);
    ReportPreview preview = new ReportPreview(parts, earlier);
    reports = new ReportActions(parts, dialogs, place, choices.reportLooks(), preview);
    found = new FoundActions(text, dialogs, messages, place, this::importContours);
    imports = new ImportActions(text, stage, dialogs, messages, jobs, place, found::show);
    signing = new SigningActions(text, dialogs, messages, jobs, place, choices.readerName());
    copies = new CopyActions(text, stage, dialogs, messages, place);
    compare =
        new CompareActions(parts, stage, frame, dialogs, messages, jobs, place, copies::mayLeave);
    beside = new StudyBeside(parts, stage, messages, jobs, place);
    observers = new ObserverActions(parts, stage, frame, dialogs, messages, jobs, place);
    pacs = new PacsActions(parts, stage, dialogs, messages, jobs, place, files, this::openPaths);
    deid = new DeidActions(parts, stage, dialogs, messages, jobs, place);
    exports =
        new ExportActions(parts, dialogs, messages, jobs, place, files, pacs::send, deid::export);
    keys = new KeySheet(text);
    keys.setVisible(false);
    keys.setOnMouseClicked(e -> keys.setVisible(false));
    StackPane layers = new StackPane(frame, keys);
    VBox.setVgrow(layers, Priority.ALWAYS);
    VBox root = new VBox(banner(), layers); // nothing inside the window covers the banner
    root.getStyleClass().add("ventricle");
    Scene scene = new Scene(root, choices.now().windowWidth(), choices.now().windowHeight());
    theme = new Theme(scene, wanted == null ? choices.now().theme() : wanted);
    scene.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    scene.addEventFilter(InputEvent.ANY, e -> place.active());
    scene.addEventFilter(KeyEvent.KEY_RELEASED, this::keyReleased);
    stage.focusedProperty().subscribe(this::letGo);
    scene.addEventFilter(
        MouseEvent.MOUSE_RELEASED, e -> Platform.runLater(() -> giveKeysBack(scene)));
    Drops.accept(root, this::openPaths);
    stage.setScene(scene);
    stage.setTitle(text.get("app.name"));
    stage.setMinWidth(1100);
    stage.setMinHeight(700);
    stage.setOnCloseRequest(this::closeRequested);
    place.showEmpty();
    var shown = parts.models().whenComplete((m, cause) -> Platform.runLater(() -> showModels(m)));
    LOG.debug("models are being opened: {}", !shown.isDone());
  }

  private void closeRequested(WindowEvent event) {
    if (copies.mayLeave()) {
      shutDown();
    } else {
      event.consume();
    }
  }

  private Label banner() {
    Label banner = new Label(text.get("ruo"));
    banner.setId("ruo-banner");
    banner.getStyleClass().add("ruo-banner");
    banner.setMaxWidth(Double.MAX_VALUE);
    return banner;
  }

  public void show() {
    stage.show();
  }

  private void showModels(@Nullable Models models) {
    if (models != null) {
      header.models().set(words.models(models));
      header.device().set(models.device().description());
      String whyNot = models.device().gpuNotUsed();
      header.tips(words.modelsTip(models), whyNot == null ? "" : whyNot);
    }
  }

  private void keyPressed(KeyEvent event) {
    if (keys.isVisible()) {
      keys.setVisible(false);
      event.consume();
      return;
    }
    for (Action action : Action.values()) {
      if (action.keys().stream().anyMatch(k -> k.match(event))) {
        run(action);
        event.consume();
        return;
      }
    }
  }

  private void keyReleased(KeyEvent event) {
    if (Arrays.stream(Action.values()).anyMatch(a -> a.isHeldBy(event.getCode()))) {
      letGo();
    }
  }

  /** A button that was clicked must not keep the keys, which belong to the image. */
  private void giveKeysBack(Scene scene) {
    if (scene.getFocusOwner() instanceof ButtonBase button && !(button instanceof MenuButton)) {
      place.open().ifPresent(open -> open.screen().canvas().requestFocus());
    }
  }

  private void letGo() {
    place.open().ifPresent(open -> open.screen().letGo());
  }

  /** Does an action of the catalogue; one that has no meaning now does nothing. */
  public void run(Action action) {
    if (compare.takes(action)) {
      return;
    }
    switch (action) {
      case OPEN_FOLDER -> chooseFolder();
      case OPEN_DEMO -> openDemo();
      case CLOSE_STUDY -> leaving(place::showEmpty);
      case WORKLIST -> leaving(place::showWorklist);
      case ADD_STUDIES ->
          chosenFolder(text.get("worklist.add.choose")).ifPresent(place::addStudies);
      case PERSON -> studyActions.person();
      case REPORT -> reports.write();
      case REMOVE_FROM_LIST ->
          place.removeFromList(
              question -> dialogs.confirm(text.get("worklist.remove.title"), question));
      case DEIDENTIFY -> deid.export();
      case PACS -> pacs.browse();
      case SEND_RESULTS -> pacs.send();
      case EXPORT -> exports.export();
      case IMPORT_CONTOURS -> imports.choose();
      case STUDY_OBJECTS -> found.show();
      case ACCEPT_STUDY -> studyActions.accept();
      case SIGN -> signing.sign();
      case AMEND -> signing.amend();
      case SAVE_COPY -> copies.save();
      case TAKE_UP_COPY -> copies.takeUp();
      case RETRY_SAVING -> place.open().ifPresent(study -> study.presenter().saving().retry());
      case FLIP_STACK -> studyActions.flip();
      case COMPARE -> compare.open();
      case NEXT_CASE -> leaving(() -> place.nextCase(observers::showAgain));
      case OBSERVER_STUDY -> leaving(observers::choose);
      case PREVIOUS_STUDY -> beside.togglePrevious();
      case OTHER_STUDY -> beside.choose();
      case TOGGLE_THEME -> toggleTheme();
      case CANCEL_JOB -> jobs.cancelCurrent();
      case KEYS -> keys.setVisible(true);
      case ABOUT ->
          dialogs.tell(
              Alert.AlertType.INFORMATION,
              text.get("about.title"),
              text.get("about.text", parts.version(), text.get("app.tagline")));
      default ->
          place.open().flatMap(open -> open.screen().handler(action)).ifPresent(Runnable::run);
    }
  }

  /** Goes on to something else, unless the open study must not be closed. */
  private void leaving(Runnable next) {
    if (copies.mayLeave()) {
      next.run();
    }
  }

  private void toggleTheme() {
    choices.theme(theme.toggle());
  }

  private void chooseFolder() {
    chosenFolder(text.get("open.choose")).ifPresent(folder -> openPaths(List.of(folder)));
  }

  private Optional<Path> chosenFolder(String title) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    String last = choices.now().lastFolder();
    if (last != null && new File(last).isDirectory()) {
      chooser.setInitialDirectory(new File(last));
    }
    return Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath);
  }

  private void remember(StudyOpener.Opened opened) {
    choices.lastFolder(opened.paths().getFirst());
    found.offer(opened.study().studyInstanceUid(), opened.read().beside());
  }

  /** Opens files or folders in the background. */
  public void openPaths(List<Path> paths) {
    leaving(() -> place.openPaths(paths));
  }

  /** Shows the observer study of a protocol. */
  public void openProtocol(Path file) {
    leaving(() -> observers.open(file));
  }

  /** Opens a case of an observer study in the background. */
  public void openCase(Assignment given) {
    place.openCase(given);
  }

  /** Shows a second study beside the open one, for reading only. */
  public void openBeside(List<Path> paths) {
    beside.show(paths);
  }

  public void openDemo() {
    leaving(place::openDemo);
  }

  /** Saves a copy of the work on the open study into a folder. */
  public void saveCopyTo(Path folder) {
    copies.saveTo(folder);
  }

  /** Goes on with the work in a copy. */
  public void takeUpCopy(Path copy) {
    copies.takeUp(copy);
  }

  /** Puts the studies of a folder on the worklist in the background. */
  public void addStudies(Path folder) {
    place.addStudies(folder);
  }

  /** Exports the open study to an empty folder in the background. */
  public void exportTo(Path folder) {
    exports.exportTo(folder);
  }

  /** Reads contours of another program and shows what the open study can take of them. */
  public void importContours(Path file) {
    imports.take(file);
  }

  /** Writes the open study without its patient to an empty folder in the background. */
  public void deidentifyTo(Path folder, DeidOptions options) {
    deid.exportTo(folder, options);
  }

  /** Whether everything that was asked for is on screen. */
  public boolean settled() {
    return !jobs.runningProperty().get() && place.settled();
  }

  /** The open study's presenter, for tests and pictures. */
  public Optional<OpenStudy> openStudy() {
    return place.open();
  }

  public Stage stage() {
    return stage;
  }

  /** Ends background work and lets the journal go. */
  public void shutDown() {
    choices.window(stage.getScene().getWidth(), stage.getScene().getHeight());
    pacs.close();
    place.shutDown();
    jobs.close();
    theme.close();
  }
}
