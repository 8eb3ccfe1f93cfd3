package ventricle.app.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.output.Attention;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.AnalysisExport;
import ventricle.engine.exchange.ExportPart;
import ventricle.engine.exchange.OutputFolderException;
import ventricle.engine.exchange.Timings;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.report.PdfReport;
import ventricle.engine.report.PreviousStudy;
import ventricle.engine.report.ReportContents;
import ventricle.engine.report.ReportContext;
import ventricle.engine.report.ReportStyle;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** Writes what is on screen, in the name of the reader at the desk. */
public final class Export {

  private final String version;
  private final String reader;
  private final Supplier<ReportStyle> style;

  /** With reports in English on A4. */
  public Export(String version, String reader) {
    this(version, reader, () -> ReportStyle.DEFAULT);
  }

  /**
   * @param style of reports, asked for each
   */
  public Export(String version, String reader, Supplier<ReportStyle> style) {
    this.version = version;
    this.reader = reader;
    this.style = style;
  }

  /**
   * What came of an export.
   *
   * @param missing what could not be written and why
   */
  public record Exported(List<Path> files, List<String> missing) {
    public Exported {
      files = List.copyOf(files);
      missing = List.copyOf(missing);
    }

    /** The same with something more that is missing; nothing more where it is empty. */
    public Exported without(String more) {
      return more.isEmpty()
          ? this
          : new Exported(files, Stream.concat(missing.stream(), Stream.of(more)).toList());
    }
  }

  /**
   * Writes the wanted files of a study into an empty folder.
   *
   * @param previous stands beside it in the report; null to compare with none
   * @param attention what key images with a heatmap show; null where no model says it
   */
  public Exported export(
      Study study,
      ReviewDocument document,
      Measurements measurements,
      @Nullable PreviousStudy previous,
      Path folder,
      Set<ExportPart> parts,
      @Nullable Attention attention,
      Progress progress,
      CancelToken cancel)
      throws IOException, OutputFolderException {
    AnalysisExport.Result result =
        new AnalysisExport(
                study,
                document,
                measurements,
                Timings.UNKNOWN,
                context(style.get()).comparedWith(previous),
                folder,
                parts,
                attention,
                false)
            .run(progress, cancel);
    return new Exported(
        result.written(),
        result.missing().stream().map(m -> m.file() + " (" + m.cause() + ")").toList());
  }

  /**
   * The report of a study as PDF, in another style than the one that is kept.
   *
   * @param previous stands beside it; null to compare with none
   */
  public byte[] report(
      Study study,
      ReviewDocument document,
      Measurements measurements,
      @Nullable PreviousStudy previous,
      ReportStyle chosen)
      throws IOException, OutputUnavailableException {
    return PdfReport.render(
        ReportContents.of(
            study,
            document,
            measurements,
            NormalRanges.bundled(),
            context(chosen).comparedWith(previous)));
  }

  private ReportContext context(ReportStyle chosen) {
    return new ReportContext(version, reader, OffsetDateTime.now(ZoneId.systemDefault()), chosen);
  }
}
