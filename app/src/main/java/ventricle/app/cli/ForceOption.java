package ventricle.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import ventricle.engine.exchange.AnalysisExport;
import ventricle.engine.exchange.OutputFolderException;

/** Whether results may go into a folder that holds something. */
final class ForceOption {

  @Option(names = "--force", description = "write into a folder that is not empty")
  private boolean given;

  boolean given() {
    return given;
  }

  /** Looks at a folder before any work is done, and says that there is {@code --force}. */
  void check(Path out) throws IOException, OutputFolderException, UsageException {
    try {
      AnalysisExport.check(out, given);
    } catch (OutputFolderException e) {
      if (Files.isDirectory(out)) {
        throw new UsageException(e.getMessage() + "; --force writes there anyway");
      }
      throw e;
    }
  }
}
