package ventricle.app.shell;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ventricle.app.report.Export;
import ventricle.engine.dicom.output.Attention;
import ventricle.engine.exchange.ExportPart;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Job;
import ventricle.engine.task.Progress;

/** Files of results, whose report compares with the earlier examination. */
final class ResultsFiles {

  private final Parts parts;
  private final Earlier earlier;

  ResultsFiles(Parts parts, Earlier earlier) {
    this.parts = parts;
    this.earlier = earlier;
  }

  /** Writes what was asked for, beside the JavaFX thread. */
  interface Writer {
    /**
     * @param folder empty or absent
     */
    Export.Exported into(Path folder, Progress progress, CancelToken cancel) throws Exception;
  }

  /** Takes from the window what is needed; what it gives then writes without it. */
  Writer of(OpenStudy study, Results results, Set<ExportPart> wanted) {
    @Nullable Attention attention = study.attention().orElse(null);
    Job<Earlier.Found> before =
        earlier.of(results.study(), wanted.contains(ExportPart.REPORT) && earlier.wanted());
    return (folder, progress, cancel) -> {
      Earlier.Found found = before.run(progress.part(0, 0.4), cancel);
      return parts
          .export()
          .export(
              results.study(),
              results.document(),
              results.numbers(),
              found.study(),
              folder,
              wanted,
              attention,
              progress.part(0.4, 1),
              cancel)
          .without(found.trouble());
    };
  }
}
