package ventricle.app.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.app.cli.Console;
import ventricle.app.cli.Context;
import ventricle.app.cli.ExitCode;
import ventricle.app.prefs.PreferencesFile;
import ventricle.app.report.Export;
import ventricle.app.report.RangeColumns;
import ventricle.app.store.StoreDesk;
import ventricle.app.text.Text;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.inference.ModelRepository;
import ventricle.engine.inference.Models;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.store.Outgoing;
import ventricle.engine.store.UserFolder;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** Starts JavaFX with the workstation in it and waits until its window is closed. */
public final class WindowLauncher implements Context.Window {

  private static final Logger LOG = LoggerFactory.getLogger(WindowLauncher.class);

  private final Console console;
  private final String version;
  private final UserFolder userFolder;
  private final Context.Opening opening;
  private final ModelPlaces places;
  private final AtomicReference<@Nullable StoreDesk> store = new AtomicReference<>();

  /** Where models are looked up for a request. */
  public interface ModelPlaces {
    /**
     * @param named a folder looked at first, null for none
     */
    ModelRepository of(@Nullable Path named);
  }

  public WindowLauncher(
      Console console,
      String version,
      UserFolder userFolder,
      Context.Opening opening,
      ModelPlaces places) {
    this.console = console;
    this.version = version;
    this.userFolder = userFolder;
    this.opening = opening;
    this.places = places;
  }

  @Override
  public int show(Context.OpenRequest request) {
    Text text = new Text(Locale.ENGLISH);
    if (!displayFound()) {
      if (request.snapshot() == null) {
        console.say("ventricle: " + text.get("display.none"));
        return ExitCode.UNEXPECTED;
      }
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
    }
    var unused = CompletableFuture.runAsync(() -> Outgoing.clear(userFolder));
    CountDownLatch closed = new CountDownLatch(1);
    AtomicInteger code = new AtomicInteger(ExitCode.DONE);
    try {
      Platform.startup(() -> openOrEnd(request, text, closed, code));
    } catch (UnsupportedOperationException e) {
      console.say("ventricle: " + text.get("display.none"));
      return ExitCode.UNEXPECTED;
    }
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.CANCELLED;
    }
    StoreDesk desk = store.get();
    if (desk != null) {
      desk.close();
    }
    return code.get();
  }

  /** Linux tells by its environment; elsewhere there always is one. */
  private static boolean displayFound() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
        || "Headless".equals(System.getProperty("glass.platform"))) {
      return true;
    }
    return present("DISPLAY") || present("WAYLAND_DISPLAY");
  }

  private static boolean present(String variable) {
    String value = System.getenv(variable);
    return value != null && !value.isBlank();
  }

  /** A window that cannot be made ends the program instead of leaving it waiting for one. */
  private void openOrEnd(
      Context.OpenRequest request, Text text, CountDownLatch closed, AtomicInteger code) {
    boolean opened = false;
    try {
      open(request, text, closed, code);
      opened = true;
    } finally {
      if (!opened) {
        code.set(ExitCode.UNEXPECTED);
        closed.countDown();
      }
    }
  }

  private void open(
      Context.OpenRequest request, Text text, CountDownLatch closed, AtomicInteger code) {
    Parts parts = parts(request, text);
    store.set(parts.store());
    Workstation workstation = new Workstation(parts, new Stage(), request.theme());
    workstation.stage().setOnHidden(e -> closed.countDown());
    workstation.show();
    ProcessHandle.current()
        .info()
        .startInstant()
        .ifPresent(
            start ->
                LOG.info(
                    "window shown {} ms after the process started",
                    Duration.between(start, Instant.now()).toMillis()));
    if (request.assignment() != null) {
      workstation.openCase(request.assignment());
    } else if (request.demo()) {
      workstation.openDemo();
    } else if (!request.paths().isEmpty()) {
      workstation.openPaths(request.paths());
    }
    if (request.snapshot() != null) {
      new Snapshot(workstation, request, console).take(code::set);
    }
  }

  private Parts parts(Context.OpenRequest request, Text text) {
    String reader = request.database().readerOr(System.getProperty("user.name"));
    PreferencesFile preferences =
        new PreferencesFile(userFolder.root().resolve("preferences.json"));
    return new Parts(
        text,
        version,
        reader,
        userFolder,
        preferences,
        StoreDesk.of(userFolder, request.database(), reader),
        CompletableFuture.supplyAsync(() -> models(request)),
        new Reading(),
        new Export(version, reader, () -> preferences.load().reportStyle(userFolder.report())),
        new RangeColumns(text, NormalRanges.bundled()));
  }

  private Models models(Context.OpenRequest request) {
    try {
      return opening.models(places.of(request.models()), request.device(), Map.of(), true);
    } catch (InferenceException e) {
      throw new java.util.concurrent.CompletionException(e);
    }
  }

  private final class Reading implements Parts.Reading {
    @Override
    public StudyReader.Found look(List<Path> paths, Progress progress, CancelToken cancel)
        throws UnusableInputException {
      return opening.look(paths, progress, cancel);
    }

    @Override
    public Study demo(Progress progress, CancelToken cancel) throws UnusableInputException {
      return opening.demo(true, progress, cancel);
    }
  }
}
