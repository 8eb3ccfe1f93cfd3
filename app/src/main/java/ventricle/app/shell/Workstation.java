package ventricle.app.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.app.action.Action;
import ventricle.app.job.FxJobs;
import ventricle.app.prefs.Preferences;
import ventricle.app.text.Text;
import ventricle.app.worklist.EmptyView;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Study;
import ventricle.engine.inference.Models;
import ventricle.engine.review.Edit;
import ventricle.engine.store.RecentStudies;
import ventricle.viewer.look.Look;

/** The window: header, the screen of what is open, and the dispatch of every action. */
public final class Workstation {

  private static final Logger LOG = LoggerFactory.getLogger(Workstation.class);

  private final Parts parts;
  private final Text text;
  private final Stage stage;
  private final FxJobs jobs = new FxJobs();
  private final FxJobs heatmapJobs = new FxJobs();
  private final HeaderBar header;
  private final HeaderText words;
  private final BorderPane frame = new BorderPane();
  private final StackPane layers = new StackPane();
  private final EmptyView empty;
  private final KeySheet keys;
  private final Theme theme;
  private final Dialogs dialogs;
  private final StudyOpener opener;
  private final Recents recents;
  private final Messages messages;
  private Preferences preferences;
  private @Nullable OpenStudy open;

  /** Builds the window; JavaFX thread. */
  public Workstation(Parts parts, Stage stage, Preferences.@Nullable Theme wanted) {
    Look.loadFonts();
    this.parts = parts;
    this.text = parts.text();
    this.stage = stage;
    this.preferences = parts.preferences().load();
    this.words = new HeaderText(text);
    this.opener = new StudyOpener(parts.userFolder().journals(), parts.reader());
    this.recents = new Recents(new RecentStudies(parts.userFolder().recentStudies()));
    this.dialogs = new Dialogs(stage);
    this.messages = new Messages(text, dialogs, parts.userFolder().logs());
    header = new HeaderBar(text, jobs, this::run);
    Label banner = new Label(text.get("ruo"));
    banner.setId("ruo-banner");
    banner.getStyleClass().add("ruo-banner");
    banner.setMaxWidth(Double.MAX_VALUE);
    frame.setTop(header);
    empty = new EmptyView(text, this::run);
    keys = new KeySheet(text);
    keys.setVisible(false);
    keys.setOnMouseClicked(e -> keys.setVisible(false));
    layers.getChildren().addAll(frame, keys);
    VBox.setVgrow(layers, Priority.ALWAYS);
    VBox root = new VBox(banner, layers); // nothing inside the window covers the banner
    root.getStyleClass().add("ventricle");
    Scene scene = new Scene(root, preferences.windowWidth(), preferences.windowHeight());
    theme = new Theme(scene, wanted == null ? preferences.theme() : wanted);
    scene.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    Drops.accept(root, this::openPaths);
    stage.setScene(scene);
    stage.setTitle(text.get("app.name"));
    stage.setMinWidth(1100);
    stage.setMinHeight(700);
    stage.setOnCloseRequest(e -> shutDown());
    showEmpty();
    var shown = parts.models().whenComplete((m, cause) -> Platform.runLater(() -> showModels(m)));
    LOG.debug("models are being opened: {}", !shown.isDone());
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

  /** Does an action of the catalogue; one that has no meaning now does nothing. */
  public void run(Action action) {
    switch (action) {
      case OPEN_FOLDER -> chooseFolder();
      case OPEN_DEMO -> openDemo();
      case CLOSE_STUDY -> showEmpty();
      case EXPORT -> export();
      case ACCEPT_STUDY -> acceptStudy();
      case FLIP_STACK -> flip();
      case TOGGLE_THEME -> toggleTheme();
      case CANCEL_JOB -> jobs.cancelCurrent();
      case KEYS -> keys.setVisible(true);
      case ABOUT ->
          dialogs.tell(
              Alert.AlertType.INFORMATION,
              text.get("about.title"),
              text.get("about.text", parts.version(), text.get("app.tagline")));
      default -> {
        if (open != null) {
          open.screen().handler(action).ifPresent(Runnable::run);
        }
      }
    }
  }

  private void toggleTheme() {
    preferences = preferences.withTheme(theme.toggle());
    parts.preferences().save(preferences);
  }

  private void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(text.get("open.choose"));
    String last = preferences.lastFolder();
    if (last != null && new File(last).isDirectory()) {
      chooser.setInitialDirectory(new File(last));
    }
    File folder = chooser.showDialog(stage);
    if (folder != null) {
      openPaths(List.of(folder.toPath()));
    }
  }

  /** Opens files or folders in the background. */
  public void openPaths(List<Path> paths) {
    List<Path> absolute = paths.stream().map(Path::toAbsolutePath).toList();
    start((progress, cancel) -> parts.reading().study(absolute, progress, cancel), absolute);
  }

  public void openDemo() {
    start(parts.reading()::demo, List.of());
  }

  private void start(StudyOpener.Source source, List<Path> paths) {
    closeStudy();
    jobs.start(opener.job(source, paths), this::opened, this::openFailed);
  }

  private void opened(StudyOpener.Opened opened) {
    closeStudy();
    whenModels((models, cause) -> showStudy(opened, models, cause));
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

  private void showStudy(
      StudyOpener.Opened opened, @Nullable Models models, @Nullable Throwable noModels) {
    if (noModels != null) {
      LOG.warn("models could not be opened: {}", noModels.getClass().getSimpleName());
    }
    OpenStudy shown = new OpenStudy(parts, opened, models, jobs, heatmapJobs, this::run, messages);
    open = shown;
    frame.setCenter(shown.screen());
    header.patient().set(words.patient(opened.study().patient()));
    header.stack().set(words.stack(opened.study().stack()));
    shown
        .presenter()
        .documentProperty()
        .subscribe(
            d -> {
              header.state().set(words.state(shown.presenter()));
              header.reviewed().set(words.reviewed(shown.presenter()));
            });
    shown.screen().canvas().requestFocus();
    shown.start();
    remember(opened);
    messages.opened(opened);
  }

  private void remember(StudyOpener.Opened opened) {
    if (!opened.paths().isEmpty()) {
      preferences = preferences.withLastFolder(opened.paths().getFirst().toString());
      parts.preferences().save(preferences);
      recents.add(opened.paths(), words.stack(opened.study().stack()));
    }
  }

  private void openFailed(Throwable cause) {
    showEmpty();
    messages.openFailed(cause);
  }

  private void showEmpty() {
    closeStudy();
    frame.setCenter(empty);
    empty.showRecent(recents.latest(), this::openPaths);
  }

  private void closeStudy() {
    if (open != null) {
      open.close();
      open = null;
    }
    header.patient().set("");
    header.stack().set("");
    header.state().set("");
    header.reviewed().set("");
  }

  private void flip() {
    if (open != null && dialogs.confirm(text.get("action.flip-stack"), text.get("flip.question"))) {
      open.presenter().apply(new Edit.FlipStack(parts.reader()));
    }
  }

  private void acceptStudy() {
    if (open == null) {
      return;
    }
    SortedSet<FrameKey> left = open.presenter().reviewing().acceptStudy();
    if (!left.isEmpty()) {
      messages.notLookedAt(left);
    }
  }

  private void export() {
    if (open == null) {
      return;
    }
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(text.get("export.choose"));
    File folder = chooser.showDialog(stage);
    if (folder != null) {
      exportTo(folder.toPath());
    }
  }

  /** Exports the open study to an empty folder in the background. */
  public void exportTo(Path folder) {
    OpenStudy study = open;
    if (study == null) {
      return;
    }
    var presenter = study.presenter();
    Study shown = presenter.study();
    var document = presenter.document();
    var measurements = presenter.measurementsProperty().get();
    jobs.start(
        (progress, cancel) ->
            parts.export().export(shown, document, measurements, folder, progress, cancel),
        done -> messages.exported(done, folder),
        messages::exportFailed);
  }

  /** Whether everything that was asked for is on screen. */
  public boolean settled() {
    return !jobs.runningProperty().get() && (open == null || open.settled());
  }

  /** The open study's presenter, for tests and pictures. */
  public Optional<OpenStudy> openStudy() {
    return Optional.ofNullable(open);
  }

  public Stage stage() {
    return stage;
  }

  /** Ends background work and lets the journal go. */
  public void shutDown() {
    preferences = preferences.withWindow(stage.getScene().getWidth(), stage.getScene().getHeight());
    parts.preferences().save(preferences);
    closeStudy();
    jobs.close();
    heatmapJobs.close();
  }
}
