package ventricle.app.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.layout.BorderPane;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import ventricle.app.action.Action;
import ventricle.app.compare.ComparePresenter;
import ventricle.app.compare.CompareScreen;
import ventricle.app.compare.KnownReadings;
import ventricle.app.compare.Layer;
import ventricle.app.compare.LayerList;
import ventricle.app.compare.PairedStudies;
import ventricle.app.compare.StudiesTab;
import ventricle.app.job.FxJobs;
import ventricle.app.review.ReviewPresenter;
import ventricle.app.text.Text;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.ComparisonCsv;
import ventricle.engine.review.Reading;
import ventricle.engine.review.ReadingId;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.Readings;
import ventricle.engine.store.RecentStudies;

/**
 * Opens and leaves the compare view. Readers are blind to each other: contours of others are shown
 * once the reader's own reading is finished, or when they give up being blind and say so.
 */
final class CompareActions {

  /** What keys still do while readings are compared; nothing there changes anything. */
  private static final Set<Action> ALLOWED =
      EnumSet.of(
          Action.PREVIOUS_PHASE,
          Action.NEXT_PHASE,
          Action.PREVIOUS_SLICE,
          Action.NEXT_SLICE,
          Action.PLAY,
          Action.GO_TO_ED,
          Action.GO_TO_ES,
          Action.OPEN_FOLDER,
          Action.OPEN_DEMO,
          Action.CLOSE_STUDY,
          Action.TOGGLE_THEME,
          Action.CANCEL_JOB,
          Action.KEYS,
          Action.ABOUT);

  private final Parts parts;
  private final Text text;
  private final Stage stage;
  private final BorderPane frame;
  private final Dialogs dialogs;
  private final Messages messages;
  private final FxJobs jobs;
  private final StudyPlace place;
  private final BooleanSupplier mayLeave;
  private @Nullable CompareScreen shown;
  private @Nullable Consensus consensus;

  CompareActions(
      Parts parts,
      Stage stage,
      BorderPane frame,
      Dialogs dialogs,
      Messages messages,
      FxJobs jobs,
      StudyPlace place,
      BooleanSupplier mayLeave) {
    this.parts = parts;
    this.text = parts.text();
    this.stage = stage;
    this.frame = frame;
    this.dialogs = dialogs;
    this.messages = messages;
    this.jobs = jobs;
    this.place = place;
    this.mayLeave = mayLeave;
    frame.centerProperty().subscribe(this::centreChanged);
  }

  /** The view is left when something else takes its place. */
  private void centreChanged(@Nullable Node centre) {
    if (centre != shown) {
      leave();
    }
  }

  /**
   * Takes an action while the compare view is open.
   *
   * @return whether the action ends here
   */
  boolean takes(Action action) {
    if (shown == null) {
      return false;
    }
    if (action == Action.COMPARE || action == Action.TOOL_BROWSE) {
      close();
      return true;
    }
    return !ALLOWED.contains(action);
  }

  /** Compares the open study. */
  void open() {
    place
        .open()
        .ifPresent(
            study -> {
              ReviewPresenter presenter = study.presenter();
              Study read = presenter.study();
              KnownReadings readings = readings();
              jobs.start(
                  (progress, cancel) -> readings.of(original(read, presenter)),
                  (List<Reading> found) -> {
                    if (place.open().filter(study::equals).isPresent()) {
                      show(presenter, found);
                    }
                  },
                  messages::failed);
            });
  }

  private KnownReadings readings() {
    return new KnownReadings(new Readings(parts.userFolder().journals()), parts.store());
  }

  /** Journals know the stack as the files have it. */
  private static Study original(Study shown, ReviewPresenter presenter) {
    return shown.turned(presenter.document().flipped());
  }

  private void show(ReviewPresenter presenter, List<Reading> found) {
    ReadingId me = presenter.readingId();
    if (me.protocol() != null) {
      dialogs.tell(
          Alert.AlertType.INFORMATION, text.get("compare.title"), text.get("compare.protocol"));
      return;
    }
    Reading own = new Reading(me, presenter.document(), activeTime(found, me));
    boolean others = found.stream().anyMatch(reading -> !reading.id().equals(me));
    boolean sighted =
        others
            && (own.document().state() != StudyState.DRAFT
                || dialogs.confirm(text.get("compare.title"), text.get("compare.blind")));
    if (sighted) {
      place.saw(found.size() - (found.stream().anyMatch(r -> r.id().equals(me)) ? 1 : 0));
    }
    List<Layer> layers =
        LayerList.of(text, own, sighted ? found : List.of(), own.document().flipped());
    if (layers.size() < 2) {
      dialogs.tell(
          Alert.AlertType.INFORMATION, text.get("compare.title"), text.get("compare.nothing"));
      return;
    }
    show(presenter, new ComparePresenter(presenter.study(), layers), me);
  }

  private static Duration activeTime(List<Reading> found, ReadingId me) {
    return found.stream()
        .filter(reading -> reading.id().equals(me))
        .map(Reading::active)
        .findFirst()
        .orElse(Duration.ZERO);
  }

  private void show(ReviewPresenter presenter, ComparePresenter pair, ReadingId me) {
    List<StudiesTab> tab = new ArrayList<>();
    tab.add(new StudiesTab(text, () -> overStudies(pair, me, tab.getFirst())));
    var canvas = place.open().orElseThrow().screen().canvas();
    CompareScreen screen =
        new CompareScreen(
            text,
            pair,
            presenter.sliceProperty(),
            presenter.phaseProperty(),
            canvas.viewportProperty().get(),
            canvas.windowLevelProperty().get(),
            new CompareScreen.Commands(
                this::close,
                () -> export(pair),
                () -> redraw(presenter, pair),
                (layer, places) -> take(presenter, pair, layer, places)),
            List.copyOf(tab));
    screen.onPair(p -> tab.getFirst().forget());
    shown = screen;
    frame.setCenter(screen);
    screen.canvas().requestFocus();
  }

  private void overStudies(ComparePresenter pair, ReadingId me, StudiesTab tab) {
    List<List<Path>> studies =
        new RecentStudies(parts.userFolder().recentStudies())
            .list().stream().map(e -> e.paths().stream().map(Path::of).toList()).toList();
    jobs.start(
        new PairedStudies(
            parts.reading()::study,
            readings(),
            me,
            studies,
            PairedStudies.Side.of(pair.firstProperty().get()),
            PairedStudies.Side.of(pair.secondProperty().get())),
        tab::show,
        messages::failed);
  }

  private void take(
      ReviewPresenter presenter, ComparePresenter pair, Layer layer, List<ContourKey> places) {
    Consensus open =
        consensus == null
            ? new Consensus(text, parts.userFolder().journals(), presenter, pair, messages)
            : consensus;
    consensus = open;
    open.take(places, layer, original(presenter.study(), presenter));
  }

  /** Opens the consensus itself, to be drawn on. */
  private void redraw(ReviewPresenter presenter, ComparePresenter pair) {
    if (!mayLeave.getAsBoolean()) {
      return;
    }
    ReadingId of = pair.firstProperty().get().id();
    Study study = original(presenter.study(), presenter);
    leave();
    place.openReading(study, ReadingId.consensus(of == null ? null : of.protocol()));
  }

  private void leave() {
    if (shown != null) {
      shown.stop();
      shown = null;
    }
    if (consensus != null) {
      consensus.close();
      consensus = null;
    }
  }

  private void export(ComparePresenter pair) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(text.get("compare-export"));
    File folder = chooser.showDialog(stage);
    if (folder != null) {
      exportTo(pair, folder.toPath());
    }
  }

  private void exportTo(ComparePresenter pair, Path folder) {
    String first = pair.firstProperty().get().label();
    String second = pair.secondProperty().get().label();
    var comparison = pair.comparisonProperty().get();
    jobs.start(
        (progress, cancel) -> {
          write(folder.resolve("contours.csv"), ComparisonCsv.contours(first, second, comparison));
          write(
              folder.resolve("structures.csv"),
              ComparisonCsv.structures(first, second, comparison));
          return folder;
        },
        done ->
            dialogs.tell(
                Alert.AlertType.INFORMATION,
                text.get("compare.title"),
                text.get("compare.exported", done)),
        messages::exportFailed);
  }

  private static void write(Path file, List<String> lines) throws IOException {
    Files.write(file, lines);
  }

  private void close() {
    leave();
    place
        .open()
        .ifPresent(
            study -> {
              Node review = study.screen();
              frame.setCenter(review);
              study.screen().canvas().requestFocus();
            });
  }
}
