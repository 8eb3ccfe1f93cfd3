package ventricle.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
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
import ventricle.engine.inference.Models;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;
import ventricle.engine.store.JournalKey;
import ventricle.engine.store.ReviewSession;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.UserFolder;
import ventricle.engine.store.db.DatabaseAddress;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;
import ventricle.support.RealModels;
import ventricle.support.Truth;

/**
 * Reads a phantom of ten slices at ED and ES in the real window by keys alone: A, Shift+Enter for
 * each frame, Ctrl+Enter. Reports keystrokes, and the seconds from each key to the finished
 * drawing. The last line adds what a person needs by the keystroke-level model (Card, Moran,
 * Newell: The keystroke-level model for user performance time, CACM 1980; 23:396): .28 s for each
 * key and 1.35 s for each judgement.
 */
public final class ReadingBenchmark {

  private static final String READER = "benchmark";
  private static final int SLICES = 10;
  private static final double KEY_S = .28;
  private static final double JUDGEMENT_S = 1.35;

  private final List<Double> milliseconds = new ArrayList<>();
  private int strokes;
  private int keys;

  private ReadingBenchmark() {}

  /** Runs once and prints a line for each figure. */
  public static void main(String[] arguments) throws Exception {
    Platform.startup(() -> {});
    new ReadingBenchmark().run();
    Runtime.getRuntime().halt(0);
  }

  private void run() throws Exception {
    PhantomStudy phantom =
        Phantom.generate(
            PhantomOptions.seeded(7).withSlices(SLICES), Progress.NONE, new CancelToken());
    Parts parts = parts(phantom);
    Workstation window = fx(() -> new Workstation(parts, new Stage(), Preferences.Theme.DARK));
    fx(
        () -> {
          window.show();
          window.openDemo();
          return window;
        });
    while (!fx(() -> window.openStudy().isPresent() && window.settled())) {
      Thread.sleep(50);
    }
    Scene scene = window.stage().getScene();
    press(scene, KeyCode.A, false, false);
    while (!fx(() -> ReviewProgress.of(document(window)).complete())) {
      press(scene, KeyCode.ENTER, true, false);
    }
    press(scene, KeyCode.ENTER, false, true);
    report(fx(() -> document(window)));
  }

  private static ReviewDocument document(Workstation window) {
    return window.openStudy().orElseThrow().presenter().document();
  }

  private void report(ReviewDocument document) {
    double machine = milliseconds.stream().mapToDouble(Double::doubleValue).sum() / 1000;
    List<Double> sorted = milliseconds.stream().sorted().toList();
    int frames = ReviewProgress.framesInUse(document).size();
    System.out.printf(
        Locale.ROOT,
        "%d frames, study %s: %d keystrokes (%d keys with Shift and Ctrl), no mouse%n",
        frames,
        document.state(),
        strokes,
        keys);
    System.out.printf(
        Locale.ROOT,
        "from key to drawing     %.2f s in all, median %.0f ms, longest %.0f ms%n",
        machine,
        sorted.get(sorted.size() / 2),
        sorted.getLast());
    System.out.printf(
        Locale.ROOT,
        "with a person           %.0f s: %.2f s a key, %.2f s a judgement%n",
        machine + keys * KEY_S + frames * JUDGEMENT_S,
        KEY_S,
        JUDGEMENT_S);
  }

  /** Presses a key as the window receives it, and waits until what follows is drawn. */
  private void press(Scene scene, KeyCode code, boolean shift, boolean control) throws Exception {
    strokes++;
    keys += 1 + (shift ? 1 : 0) + (control ? 1 : 0);
    long start = System.nanoTime();
    CountDownLatch drawn = new CountDownLatch(1);
    fx(
        () -> {
          fire(scene, KeyEvent.KEY_PRESSED, code, shift, control);
          fire(scene, KeyEvent.KEY_RELEASED, code, shift, control);
          Runnable[] once = new Runnable[1];
          once[0] =
              () -> {
                scene.removePostLayoutPulseListener(once[0]);
                drawn.countDown();
              };
          scene.addPostLayoutPulseListener(once[0]);
          Platform.requestNextPulse();
          return code;
        });
    drawn.await();
    milliseconds.add((System.nanoTime() - start) / 1e6);
  }

  private static void fire(
      Scene scene, EventType<KeyEvent> type, KeyCode code, boolean shift, boolean control) {
    Event.fireEvent(
        scene.getFocusOwner(),
        new KeyEvent(type, "", code.getChar(), code, shift, control, false, false));
  }

  private static <T> T fx(Callable<T> action) throws Exception {
    FutureTask<T> task = new FutureTask<>(action);
    Platform.runLater(task);
    return task.get();
  }

  private static Parts parts(PhantomStudy phantom) throws Exception {
    UserFolder user = new UserFolder(Files.createTempDirectory("ventricle-bench"));
    keep(phantom, user);
    Text text = new Text(Locale.ENGLISH);
    Models none = RealModels.none();
    return new Parts(
        text,
        READER,
        READER,
        user,
        new PreferencesFile(user.root().resolve("preferences.json")),
        StoreDesk.of(user, new DatabaseAddress.Sqlite(user.database()), READER),
        CompletableFuture.completedFuture(none),
        new Reading(phantom.study()),
        new Export(READER, READER),
        new RangeColumns(text, NormalRanges.bundled()));
  }

  private static void keep(PhantomStudy phantom, UserFolder user) throws StoreException {
    JournalKey key = JournalKey.of(phantom.study(), READER);
    try (ReviewSession session = ReviewSession.open(user.journals(), key)) {
      session.apply(Truth.asModel(phantom, Map.of()));
    }
  }

  private record Reading(Study phantom) implements Parts.Reading {
    @Override
    public StudyReader.Found look(List<Path> paths, Progress progress, CancelToken cancel)
        throws UnusableInputException {
      throw new UnsupportedOperationException("reads its own phantom only");
    }

    @Override
    public Study demo(Progress progress, CancelToken cancel) {
      return phantom;
    }
  }
}
