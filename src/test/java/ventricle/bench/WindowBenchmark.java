package ventricle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;
import ventricle.app.action.Action;
import ventricle.app.prefs.Preferences;
import ventricle.app.shell.OpenStudy;
import ventricle.app.shell.Workstation;
import ventricle.engine.domain.Study;

/**
 * Plays a study in the real window while the models segment every phase of it: phases and pulses a
 * second with and without inference, and resident memory against the bytes of the pixels. Linux
 * only, for the memory. Argument: the folder of a study.
 */
public final class WindowBenchmark {

  private static final long QUIET_NANOS = 4_000_000_000L;

  private final Path folder;
  private final Path installation;
  private final CountDownLatch done = new CountDownLatch(1);
  private long pulses;
  private long drawingsBefore;
  private long startedNanos;
  private boolean quiet;

  private WindowBenchmark(Path folder, Path installation) {
    this.folder = folder;
    this.installation = installation;
  }

  /** Runs once and prints a line for each figure. */
  public static void main(String[] arguments) throws Exception {
    WindowBenchmark benchmark =
        new WindowBenchmark(
            Path.of(arguments[0]), Path.of(System.getProperty("ventricle.root", ".")));
    Platform.startup(benchmark::start);
    benchmark.done.await();
    Runtime.getRuntime().halt(0);
  }

  private void start() {
    try {
      Workstation window =
          new Workstation(new BenchParts(installation).make(), new Stage(), Preferences.Theme.DARK);
      window.show();
      window.openPaths(List.of(folder));
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          pulse(window, now, this);
        }
      }.start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void pulse(Workstation window, long now, AnimationTimer timer) {
    Optional<OpenStudy> open = window.openStudy();
    if (open.isEmpty()) {
      return;
    }
    if (startedNanos == 0) {
      open.get().screen().handler(Action.PLAY).orElseThrow().run();
      begin(open.get(), now);
    }
    pulses++;
    boolean settled = window.settled();
    if (!quiet && settled) {
      report("while inference runs", open.get(), now);
      quiet = true;
      begin(open.get(), now);
    } else if (quiet && now - startedNanos > QUIET_NANOS) {
      report("without inference", open.get(), now);
      memory(open.get().presenter().study());
      timer.stop();
      done.countDown();
    }
  }

  private void begin(OpenStudy open, long now) {
    startedNanos = now;
    pulses = 0;
    drawingsBefore = open.screen().canvas().drawings();
  }

  private void report(String when, OpenStudy open, long now) {
    double seconds = (now - startedNanos) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%-22s %5.1f canvas drawings/s, %5.1f pulses/s over %.1f s (study: %.1f phases/s)%n",
        when,
        (open.screen().canvas().drawings() - drawingsBefore) / seconds,
        pulses / seconds,
        seconds,
        open.presenter().stackProperty().get().phases()
            * 1000
            / Optional.ofNullable(open.presenter().stackProperty().get().rrMs()).orElse(1000.0));
  }

  private static void memory(Study study) {
    long pixelBytes =
        study.stack().frames().values().stream().mapToLong(f -> 2L * f.pixels().size()).sum();
    System.gc();
    try {
      String resident =
          Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(line -> line.startsWith("VmRSS"))
              .findFirst()
              .orElse("VmRSS unknown");
      long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      System.out.printf(
          Locale.ROOT,
          "memory                 %s, heap in use %.0f MB, pixels %.1f MB%n",
          resident.replaceAll("\\s+", " "),
          heap / 1e6,
          pixelBytes / 1e6);
    } catch (IOException e) {
      System.out.println("memory                 unknown: no /proc");
    }
  }
}
