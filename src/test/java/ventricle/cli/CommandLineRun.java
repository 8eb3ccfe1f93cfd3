package ventricle.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ventricle.app.cli.Console;
import ventricle.app.cli.Context;
import ventricle.app.cli.VentricleCommand;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.inference.Device;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.inference.ModelRepository;
import ventricle.engine.inference.ModelRole;
import ventricle.engine.inference.Models;
import ventricle.engine.inference.djl.DjlRuntime;
import ventricle.engine.store.UserFolder;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;
import ventricle.support.Phantoms;
import ventricle.support.Repository;

/**
 * What a command line came to.
 *
 * @param out lines of standard output
 * @param err lines of standard error
 */
record CommandLineRun(int code, List<String> out, List<String> err) {

  static CommandLineRun of(Path home, Object... arguments) {
    return of(home, Repository.root(), new CancelToken(), arguments);
  }

  /**
   * Runs in this process.
   *
   * @param installation null for a program without models
   */
  static CommandLineRun of(
      Path home, @Nullable Path installation, CancelToken cancel, Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false);
    Context context =
        new Context(
            console,
            "test",
            new UserFolder(home),
            installation,
            cancel,
            new Opening(),
            request -> {
              throw new AssertionError("no window was asked for");
            });
    String[] words = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
    int code = VentricleCommand.run(context, words);
    return new CommandLineRun(
        code, out.toString(UTF_8).lines().toList(), err.toString(UTF_8).lines().toList());
  }

  /** The lines that tell what went wrong, without progress. */
  List<String> complaints() {
    return err.stream().filter(line -> line.startsWith("ventricle: ")).toList();
  }

  private static final class Opening implements Context.Opening {
    @Override
    public StudyReader.Found look(List<Path> paths, Progress progress, CancelToken cancel)
        throws UnusableInputException {
      return StudyReader.look(paths, progress, cancel);
    }

    @Override
    public Study demo(boolean longAxis, Progress progress, CancelToken cancel) {
      return Phantoms.small(7).study();
    }

    @Override
    public Models models(
        ModelRepository repository,
        Device device,
        Map<ModelRole, String> chosen,
        boolean interactive)
        throws InferenceException {
      return Models.open(
          repository,
          DjlRuntime.start(device, DjlRuntime.batchThreads()),
          new Models.Options(chosen, false));
    }
  }
}
