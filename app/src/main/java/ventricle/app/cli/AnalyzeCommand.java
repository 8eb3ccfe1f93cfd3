package ventricle.app.cli;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ventricle.engine.dicom.output.Attention;
import ventricle.engine.domain.BsaFormula;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.exchange.AnalysisExport;
import ventricle.engine.exchange.ExportPart;
import ventricle.engine.exchange.MeasurementsJson;
import ventricle.engine.exchange.PreviousFolder;
import ventricle.engine.exchange.Timings;
import ventricle.engine.inference.AnalysisOutcome;
import ventricle.engine.inference.AnalysisScope;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.inference.ModelRole;
import ventricle.engine.inference.Models;
import ventricle.engine.inference.StudyAnalysis;
import ventricle.engine.measure.Flag;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurer;
import ventricle.engine.report.PreviousStudy;
import ventricle.engine.report.ReportContext;
import ventricle.engine.report.ReportStyle;
import ventricle.engine.review.Edits;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.store.db.DatabaseAddress;
import ventricle.engine.task.Progress;

/** {@code ventricle analyze}: from a folder of images to measurements, contours and a report. */
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    description = "Finds ED and ES, segments the ventricles, measures and writes the results.")
final class AnalyzeCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "files or folders of one study")
  private List<Path> paths = new ArrayList<>();

  @Option(names = "--demo", description = "analyze the synthetic demo study")
  private boolean demo;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder to write")
  private Path out = Path.of("");

  @Mixin private final ForceOption force = new ForceOption();

  @Option(
      names = "--model",
      paramLabel = "ROLE=ID",
      description = "use this model for a role instead of the default")
  private Map<String, String> chosen = new LinkedHashMap<>();

  @Option(
      names = "--phases",
      paramLabel = "edes|all",
      description = "phases to segment (default: edes)")
  private String phases = "edes";

  @Option(names = "--no-pdf", negatable = false, description = "write no report.pdf")
  private boolean noPdf;

  @Option(
      names = "--previous",
      paramLabel = "DIR",
      description =
          "compare in report.pdf with this folder of an earlier analysis of the same person")
  private @Nullable Path previous;

  @Option(
      names = "--also",
      paramLabel = "PART",
      split = ",",
      description =
          "write besides: seg-all (a segmentation of every phase with contours),"
              + " heatmap-key-images (AI heatmap burnt in), nifti-images, roiset, csv")
  private List<String> also = new ArrayList<>();

  @Option(names = "--json", description = "print the measurements as JSON on standard output")
  private boolean json;

  @Mixin private final BsaOption bsa = new BsaOption();

  @Mixin private final ReportOptions report = new ReportOptions();

  @Mixin private final OpenCommand.InferenceOptions inference = new OpenCommand.InferenceOptions();

  @Mixin private final DatabaseOption database = new DatabaseOption();

  AnalyzeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (demo != paths.isEmpty()) {
      throw new UsageException("name the files of a study, or use --demo");
    }
    AnalysisScope scope = scope();
    BsaFormula formula = bsa.formula();
    Set<ExportPart> parts = ExportParts.with(also, !noPdf, true);
    DatabaseAddress address = database.address(context);
    Map<ModelRole, String> models = chosenModels();
    ReportStyle style = report.style(context);
    force.check(out);
    PreviousFolder earlier = earlier();
    Progress progress = context.console().progress();
    long start = System.nanoTime();
    Study study =
        demo
            ? context.opening().demo(false, progress.part(0, 0.3), context.cancel())
            : context.opening().study(paths, progress.part(0, 0.3), context.cancel());
    long loaded = System.nanoTime();
    PreviousStudy compared = earlier == null ? null : earlier.before(study);
    try (Models opened =
        context
            .opening()
            .models(context.repository(inference.models()), inference.device(), models, false)) {
      Analysed analysed = analyse(study, scope, opened, progress.part(0.3, 0.9));
      ReviewDocument document = BsaOption.with(formula, analysed.document(), "analyze");
      Measurements measurements = withNotes(Measurer.measure(study, document), analysed.notes());
      long measured = System.nanoTime();
      Timings timings =
          new Timings(
              millis(loaded - start),
              analysed.timings() == null ? null : (double) analysed.timings().phaseMs(),
              analysed.timings() == null ? null : (double) analysed.timings().segmentMs(),
              millis(measured - start));
      AnalysisExport.Result result =
          new AnalysisExport(
                  study,
                  document,
                  measurements,
                  timings,
                  new ReportContext(
                      context.version(),
                      null,
                      OffsetDateTime.now(ZoneId.systemDefault()),
                      style,
                      compared),
                  out,
                  parts,
                  Attention.first(opened.explainers()).orElse(null),
                  force.given())
              .run(progress.part(0.9, 1), context.cancel());
      if (!demo) {
        AnalysisRecord.add(context, address, study, paths, document, result.written().size());
      }
      tell(study, document, measurements, timings, result);
      boolean whole = result.complete() && study.leftOut().isEmpty() && analysed.timings() != null;
      return whole ? ExitCode.DONE : ExitCode.MISSING_PARTS;
    }
  }

  private @Nullable PreviousFolder earlier() throws UsageException, UnusableInputException {
    if (previous != null && noPdf) {
      throw new UsageException("--previous stands in report.pdf, which --no-pdf leaves out");
    }
    return previous == null ? null : PreviousFolder.of(previous);
  }

  private AnalysisScope scope() throws UsageException {
    return switch (phases) {
      case "edes" -> new AnalysisScope.EdEs();
      case "all" -> new AnalysisScope.AllPhases();
      default -> throw new UsageException("--phases is edes or all, not '" + phases + "'");
    };
  }

  private Map<ModelRole, String> chosenModels() throws UsageException {
    Map<ModelRole, String> models = new EnumMap<>(ModelRole.class);
    for (Map.Entry<String, String> entry : chosen.entrySet()) {
      ModelRole role =
          ModelRole.of(entry.getKey())
              .orElseThrow(() -> new UsageException("no model role '" + entry.getKey() + "'"));
      models.put(role, entry.getValue());
    }
    return models;
  }

  /** What the models made of the study; without timings when there was no model. */
  private record Analysed(
      ReviewDocument document,
      List<CineStack.Note> notes,
      AnalysisOutcome.@Nullable Timings timings) {}

  private Analysed analyse(Study study, AnalysisScope scope, Models models, Progress progress)
      throws InferenceException {
    CineStack stack = study.stack();
    ReviewDocument blank =
        ReviewDocument.blank(study.studyInstanceUid(), stack.sliceCount(), stack.phases());
    return switch (new StudyAnalysis(models, stack, scope).run(progress, context.cancel())) {
      case AnalysisOutcome.Analysed(var run, var notes, var timings) ->
          new Analysed(Edits.apply(blank, run).orThrow(), notes, timings);
      case AnalysisOutcome.NoModel(var reasons) ->
          new Analysed(
              blank, reasons.stream().map(r -> new CineStack.Note("no-model", r)).toList(), null);
    };
  }

  private static Measurements withNotes(Measurements m, List<CineStack.Note> notes) {
    return m.withFlags(notes.stream().map(Flag::of).toList());
  }

  private void tell(
      Study study,
      ReviewDocument document,
      Measurements m,
      Timings timings,
      AnalysisExport.Result result) {
    study.leftOut().stream()
        .limit(20)
        .forEach(l -> context.console().say("left out: " + l.file() + ": " + l.cause()));
    if (study.leftOut().size() > 20) {
      context.console().say("left out: " + (study.leftOut().size() - 20) + " more");
    }
    result
        .missing()
        .forEach(
            missing ->
                context.console().say("missing: " + missing.file() + ": " + missing.cause()));
    if (json) {
      context.console().result(MeasurementsJson.line(study, document, m, timings));
    } else {
      Summary.of(m).forEach(context.console()::result);
      context.console().result("written to " + out);
    }
  }

  private static double millis(long nanos) {
    return Math.round(nanos / 1e5) / 10.0;
  }
}
