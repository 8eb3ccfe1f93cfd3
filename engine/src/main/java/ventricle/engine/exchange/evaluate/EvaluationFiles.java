package ventricle.engine.exchange.evaluate;

import static ventricle.engine.exchange.ComparisonCsv.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.exchange.ComparisonCsv;
import ventricle.engine.measure.agreement.BorderDistance;
import ventricle.engine.measure.agreement.Quantity;

/** An evaluation as a folder: tables (CSV), {@code evaluation.json} and plots (SVG). */
public final class EvaluationFiles {

  private EvaluationFiles() {}

  /**
   * Writes {@code cases.csv}, {@code slices.csv}, {@code volumes.csv}, {@code agreement.csv},
   * {@code evaluation.json} and {@code plots/}.
   *
   * @return what was written
   */
  public static List<Path> write(Path folder, Evaluation evaluation) throws IOException {
    List<Path> written = new ArrayList<>();
    Path plots = Files.createDirectories(folder.resolve("plots"));
    written.add(Files.write(folder.resolve("cases.csv"), cases(evaluation)));
    written.add(Files.write(folder.resolve("slices.csv"), slices(evaluation)));
    written.add(Files.write(folder.resolve("volumes.csv"), volumes(evaluation)));
    written.add(
        Files.write(folder.resolve("agreement.csv"), ComparisonCsv.pairs(evaluation.agreements())));
    written.add(
        Files.writeString(folder.resolve("evaluation.json"), EvaluationJson.text(evaluation)));
    for (Map.Entry<String, String> figure : EvaluationFigures.of(evaluation).entrySet()) {
      written.add(Files.writeString(plots.resolve(figure.getKey()), figure.getValue()));
    }
    return written;
  }

  private static List<String> cases(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "case,mark,region,slices_both,slices_predicted_only,slices_truth_only,dice,max_hausdorff,"
            + "mean_hausdorff,mean_apd,unit,predicted_ml,truth_ml,predicted_from,truth_from,"
            + "overlap_of");
    for (CaseComparison c : evaluation.cases()) {
      for (CaseComparison.Summary s : c.summaries()) {
        lines.add(
            line(
                c.name(),
                s.mark(),
                s.region(),
                s.both(),
                s.predictedOnly(),
                s.truthOnly(),
                s.dice(),
                s.hausdorff(),
                s.meanHausdorff(),
                s.averagePerpendicular(),
                s.millimetres() ? "mm" : "px",
                s.predictedMl(),
                s.truthMl(),
                word(c.predictedKind()),
                word(c.truthKind()),
                word(c.overlap())));
      }
    }
    return lines;
  }

  private static List<String> slices(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    lines.add("case,mark,slice,region,presence,dice,hausdorff,apd,unit");
    for (CaseComparison c : evaluation.cases()) {
      for (CaseComparison.Row row : c.rows()) {
        BorderDistance border = row.border();
        lines.add(
            line(
                c.name(),
                row.mark(),
                row.slice() + 1,
                row.region(),
                presence(row),
                row.dice(),
                border == null ? null : (Double) border.hausdorff(),
                border == null ? null : (Double) border.averagePerpendicular(),
                border == null ? null : border.millimetres() ? "mm" : "px"));
      }
    }
    return lines;
  }

  static String presence(CaseComparison.Row row) {
    return switch (row.presence()) {
      case BOTH -> "both";
      case FIRST_ONLY -> "predicted-only";
      case SECOND_ONLY -> "truth-only";
    };
  }

  private static List<String> volumes(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    lines.add("case,quantity,unit,predicted,truth,difference");
    for (CaseComparison c : evaluation.cases()) {
      Stream.of(Quantity.values())
          .filter(q -> c.predicted().containsKey(q) || c.truth().containsKey(q))
          .forEach(q -> lines.add(volume(c, q)));
    }
    return lines;
  }

  private static String volume(CaseComparison c, Quantity quantity) {
    Double predicted = c.predicted().get(quantity);
    Double truth = c.truth().get(quantity);
    @Nullable Double difference = predicted == null || truth == null ? null : predicted - truth;
    return line(c.name(), quantity, quantity.unit(), predicted, truth, difference);
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
