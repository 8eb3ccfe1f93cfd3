package ventricle.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import ventricle.app.cli.Console;
import ventricle.app.cli.Context;
import ventricle.app.cli.VentricleCommand;
import ventricle.app.shell.WindowLauncher;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.inference.Device;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.inference.ModelRepository;
import ventricle.engine.inference.ModelRole;
import ventricle.engine.inference.Models;
import ventricle.engine.inference.djl.DjlRuntime;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.store.UserFolder;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** Entry point and composition root: the only place that knows how the parts fit together. */
public final class Main {

  /** The heart of the demo study. */
  private static final long DEMO_SEED = 15;

  private static final long LONGEST_STOP_MS = 5000;

  private Main() {}

  /** Runs the command line and leaves with its exit code. */
  public static void main(String[] arguments) {
    UserFolder user = UserFolder.ofThisUser();
    Console console = Console.system();
    CancelToken cancel = new CancelToken();
    Opening opening = new Opening();
    Logging.toFile(user, console);
    AtomicBoolean finished = new AtomicBoolean();
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!finished.get()) {
                    cancel.cancel();
                    waitFor(main);
                  }
                  opening.end();
                },
                "ventricle-stop"));
    int code = VentricleCommand.run(context(user, console, cancel, opening), arguments);
    finished.set(true);
    System.exit(code);
  }

  /** Time for a job to see that it was cancelled and to clean up. */
  private static void waitFor(Thread main) {
    try {
      main.join(LONGEST_STOP_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Context context(
      UserFolder user, Console console, CancelToken cancel, Opening opening) {
    String version = version();
    Path installation = installation();
    WindowLauncher window =
        new WindowLauncher(
            console,
            version,
            user,
            opening,
            named -> Context.repository(named, user, installation));
    return new Context(console, version, user, installation, cancel, opening, window);
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0 (from sources)" : version;
  }

  /** The folder with models: named by the launcher, else found from where the program lies. */
  private static @Nullable Path installation() {
    String named = System.getProperty("ventricle.root");
    if (named != null && Files.isDirectory(Path.of(named))) {
      return Path.of(named);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("jlink.conf"))
          && Files.isDirectory(at.resolve("models"))) {
        return at;
      }
    }
    return null;
  }

  /** How studies and models are opened. */
  private static final class Opening implements Context.Opening {
    private final List<Models> opened = new ArrayList<>();
    private boolean ended;

    @Override
    public StudyReader.Found look(List<Path> paths, Progress progress, CancelToken cancel)
        throws UnusableInputException {
      return StudyReader.look(paths, progress, cancel);
    }

    @Override
    public Study demo(boolean longAxis, Progress progress, CancelToken cancel) {
      PhantomOptions options = PhantomOptions.seeded(DEMO_SEED).withLongAxis(longAxis);
      return Phantom.generate(options, progress, cancel).study();
    }

    @Override
    public synchronized Models models(
        ModelRepository repository,
        Device device,
        Map<ModelRole, String> chosen,
        boolean interactive)
        throws InferenceException {
      if (ended) {
        throw new InferenceException("the program is ending");
      }
      int threads = interactive ? DjlRuntime.interactiveThreads() : DjlRuntime.batchThreads();
      Models models =
          Models.open(
              repository, DjlRuntime.start(device, threads), new Models.Options(chosen, false));
      opened.add(models);
      return models;
    }

    /** Waits for models that are at work: ending below a running one crashes the process. */
    synchronized void end() {
      ended = true;
      opened.forEach(Models::close);
    }
  }
}
