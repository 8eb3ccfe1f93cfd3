package ventricle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import ventricle.app.cli.Context;
import ventricle.app.prefs.PreferencesFile;
import ventricle.app.report.Export;
import ventricle.app.report.RangeColumns;
import ventricle.app.shell.Parts;
import ventricle.app.store.StoreDesk;
import ventricle.app.text.Text;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.inference.Device;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.inference.Models;
import ventricle.engine.inference.djl.DjlRuntime;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.store.UserFolder;
import ventricle.engine.store.db.DatabaseAddress;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/**
 * The parts of a real window with the models of the repository.
 *
 * @param installation the repository
 */
record BenchParts(Path installation) {

  /** The demo study's, as the program has it. */
  private static final long DEMO_SEED = 15;

  /** The program on an empty user folder. */
  Parts make() throws IOException {
    UserFolder user = new UserFolder(Files.createTempDirectory("ventricle-bench"));
    Text text = new Text(Locale.ENGLISH);
    return new Parts(
        text,
        "benchmark",
        "benchmark",
        user,
        new PreferencesFile(user.root().resolve("preferences.json")),
        StoreDesk.of(user, new DatabaseAddress.Sqlite(user.database()), "benchmark"),
        CompletableFuture.supplyAsync(() -> models(user)),
        new Reading(),
        new Export("benchmark", "benchmark"),
        new RangeColumns(text, NormalRanges.bundled()));
  }

  private Models models(UserFolder user) {
    try {
      return Models.open(
          Context.repository(null, user, installation),
          DjlRuntime.start(new Device.Cpu(), DjlRuntime.interactiveThreads()),
          new Models.Options(Map.of(), false));
    } catch (InferenceException e) {
      throw new CompletionException(e);
    }
  }

  private static final class Reading implements Parts.Reading {
    @Override
    public StudyReader.Found look(List<Path> paths, Progress progress, CancelToken cancel)
        throws UnusableInputException {
      return StudyReader.look(paths, progress, cancel);
    }

    @Override
    public Study demo(Progress progress, CancelToken cancel) {
      return Phantom.generate(PhantomOptions.seeded(DEMO_SEED), progress, cancel).study();
    }
  }
}
