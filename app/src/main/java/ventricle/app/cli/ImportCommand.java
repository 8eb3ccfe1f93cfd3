package ventricle.app.cli;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ventricle.engine.domain.BsaFormula;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Sha256;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.exchange.AnalysisExport;
import ventricle.engine.exchange.Timings;
import ventricle.engine.exchange.incoming.ContouredPhases;
import ventricle.engine.exchange.incoming.Incoming;
import ventricle.engine.exchange.incoming.IncomingFile;
import ventricle.engine.exchange.incoming.IncomingPlan;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurer;
import ventricle.engine.report.ReportContext;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.AuditEvent;
import ventricle.engine.task.Progress;

/**
 * {@code ventricle import}: contours of another program, measured and written as an analysis is.
 */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Takes contours of another program for a study, measures them and writes the results.",
      "Files: cvi42 (.cvi42wsx), Medis (.con), ImageJ (RoiSet.zip, .roi), label volumes (.nii,"
          + " .nii.gz), DICOM segmentations (.dcm) and contours.json."
    })
final class ImportCommand implements Callable<Integer> {

  private static final int SHOWN = 20;

  private final Context context;

  @Parameters(index = "0", paramLabel = "STUDY", description = "folder of one study")
  private Path path = Path.of("");

  @Parameters(index = "1..*", paramLabel = "FILE", arity = "1..*", description = "contours")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder to write")
  private Path out = Path.of("");

  @Mixin private final ForceOption force = new ForceOption();

  @Option(
      names = "--reversed",
      description = "slices of the files count from the apex (where they do not say themselves)")
  private boolean reversed;

  @Option(
      names = "--ed",
      paramLabel = "N",
      description = "ED phase, from 1 (default: the contoured phase with the largest LV)")
  private @Nullable Integer ed;

  @Option(
      names = "--es",
      paramLabel = "N",
      description = "ES phase, from 1 (default: the contoured phase with the smallest LV)")
  private @Nullable Integer es;

  @Option(
      names = "--also",
      paramLabel = "PART",
      split = ",",
      description = "write besides: seg-all, nifti-images, roiset, csv")
  private List<String> also = new ArrayList<>();

  @Mixin private final DatabaseOption database = new DatabaseOption();
  @Mixin private final BsaOption bsa = new BsaOption();

  ImportCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    var parts = ExportParts.with(also, true, false);
    BsaFormula formula = bsa.formula();
    AuditTrail audit = new AuditTrail(context, database);
    force.check(out);
    Progress progress = context.console().progress();
    Study study = context.opening().study(List.of(path), progress.part(0, .6), context.cancel());
    CineStack stack = study.stack();
    ReviewDocument document =
        marked(
            ReviewDocument.blank(study.studyInstanceUid(), stack.sliceCount(), stack.phases()),
            ed,
            es);
    SortedMap<ContourKey, Contour> contours = new TreeMap<>();
    List<AuditEvent> events = new ArrayList<>();
    for (Path file : files) {
      Incoming incoming = read(file, stack, document);
      contours.putAll(incoming.contours());
      IncomingPlan plan = IncomingPlan.of(incoming, document);
      document = Edits.apply(document, plan.edit()).orThrow();
      events.add(plan.event(incoming.format(), Sha256.of(file)));
    }
    ContouredPhases found = ContouredPhases.of(stack, contours).orElse(null);
    if (found != null) {
      document =
          marked(
              document,
              ed == null ? (Integer) (found.ed() + 1) : null,
              es == null ? (Integer) (found.es() + 1) : null);
    }
    document = BsaOption.with(formula, document, "import");
    Measurements measurements = Measurer.measure(study, document);
    AnalysisExport.Result result =
        new AnalysisExport(
                study,
                document,
                measurements,
                Timings.UNKNOWN,
                new ReportContext(
                    context.version(), null, OffsetDateTime.now(ZoneId.systemDefault())),
                out,
                parts,
                null,
                force.given())
            .run(progress.part(.6, 1), context.cancel());
    events.add(new AuditEvent.Exported(result.written().size()));
    audit.note(StudyKey.of(study), events);
    result.missing().forEach(m -> context.console().say("missing: " + m.file() + ": " + m.cause()));
    Summary.of(measurements).forEach(context.console()::result);
    context.console().result(contours.size() + " contours, written to " + out);
    return result.complete() ? ExitCode.DONE : ExitCode.MISSING_PARTS;
  }

  private Incoming read(Path file, CineStack stack, ReviewDocument document)
      throws UnusableInputException {
    Incoming read =
        IncomingFile.read(file, stack, document, document.ed() == null ? 0 : document.ed().phase());
    read.left().stream()
        .limit(SHOWN)
        .forEach(left -> context.console().say("left out: " + left.what() + ": " + left.cause()));
    if (read.order() == Incoming.Order.KNOWN) {
      return read;
    }
    context
        .console()
        .say(
            "note: the file counts slices by number; they were taken from the "
                + (reversed ? "apex" : "base")
                + ", --reversed takes them from the other end");
    return reversed ? read.reversed(stack.sliceCount()) : read;
  }

  private static ReviewDocument marked(
      ReviewDocument document, @Nullable Integer edPhase, @Nullable Integer esPhase)
      throws UsageException {
    ReviewDocument marked = document;
    for (Mark mark : Mark.values()) {
      Integer phase = mark == Mark.ED ? edPhase : esPhase;
      if (phase != null) {
        if (phase < 1 || phase > document.phaseCount()) {
          throw new UsageException(
              "--%s is a phase from 1 to %d"
                  .formatted(mark == Mark.ED ? "ed" : "es", document.phaseCount()));
        }
        marked = Edits.apply(marked, new Edit.MoveMark(mark, phase - 1, "import")).orThrow();
      }
    }
    return marked;
  }
}
