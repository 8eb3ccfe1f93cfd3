package ventricle.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ventricle.engine.exchange.OutputFolderException;
import ventricle.engine.exchange.evaluate.CaseComparison;
import ventricle.engine.exchange.evaluate.CaseSet;
import ventricle.engine.exchange.evaluate.Evaluation;
import ventricle.engine.exchange.evaluate.EvaluationFiles;
import ventricle.engine.exchange.evaluate.EvaluationJson;
import ventricle.engine.exchange.evaluate.EvaluationText;

/** {@code ventricle evaluate}: predictions against truths, or any two sets of one kind or two. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Compares two folders of cases: Dice, Hausdorff and average perpendicular distance, volumes,"
          + " EF, Bland-Altman and correlation.",
      "Cases are folders of one name in both, or the two folders themselves; each holds"
          + " contours.json, labels_ed/_es.nii.gz or seg-ed/-es.dcm, and both sides need not hold"
          + " the same. Or their files lie beside each other: CASE_ed.nii.gz, CASE-es.dcm."
    })
final class EvaluateCommand implements Callable<Integer> {

  private final Context context;

  @Option(names = "--pred", paramLabel = "DIR", required = true, description = "the predictions")
  private Path predicted = Path.of("");

  @Option(names = "--truth", paramLabel = "DIR", required = true, description = "the truth")
  private Path truth = Path.of("");

  @Option(names = "--json", paramLabel = "FILE", description = "write the result as JSON")
  private @Nullable Path json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder to write tables (CSV), JSON and plots (SVG) into, empty or absent")
  private @Nullable Path out;

  @Mixin private final ForceOption force = new ForceOption();

  @Option(
      names = "--pred-kind",
      paramLabel = "contours|labels|seg",
      description = "what predictions are read from (default: what both sides have)")
  private CaseSet.@Nullable Kind predictedKind;

  @Option(
      names = "--truth-kind",
      paramLabel = "contours|labels|seg",
      description = "what the truth is read from (default: what both sides have)")
  private CaseSet.@Nullable Kind truthKind;

  EvaluateCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    checkOut();
    Evaluation evaluation =
        new Evaluation.Run(predicted, truth, predictedKind, truthKind)
            .run(context.console().progress(), context.cancel());
    if (out != null) {
      EvaluationFiles.write(out, evaluation);
    }
    if (json != null) {
      Files.writeString(json, EvaluationJson.text(evaluation));
    }
    tell(evaluation);
    return evaluation.whole() ? ExitCode.DONE : ExitCode.MISSING_PARTS;
  }

  private void checkOut() throws IOException, OutputFolderException, UsageException {
    if (json != null && Files.isDirectory(json)) {
      throw new UsageException("--json " + json + " is a folder");
    }
    Path beside = json == null ? null : json.toAbsolutePath().getParent();
    if (beside != null && !Files.isDirectory(beside)) {
      throw new UsageException("--json " + json + ": there is no such folder");
    }
    if (out != null) {
      force.check(out);
    }
  }

  private void tell(Evaluation evaluation) {
    Console console = context.console();
    evaluation.predictedOnly().forEach(n -> console.say("unpaired: " + n + ": no such truth"));
    evaluation.truthOnly().forEach(n -> console.say("unpaired: " + n + ": no such prediction"));
    evaluation.leftOut().forEach(line -> console.say("left out: " + line));
    for (CaseComparison c : evaluation.cases()) {
      c.notes().forEach(note -> console.say("note: " + c.name() + ": " + note));
    }
    EvaluationText.of(evaluation).forEach(console::result);
    if (out != null) {
      console.result("");
      console.result("tables and plots are in " + out);
    }
  }
}
