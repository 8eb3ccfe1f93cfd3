package ventricle.engine.exchange.evaluate;

import static ventricle.engine.exchange.ComparisonCsv.line;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.exchange.ComparisonCsv;
import ventricle.engine.measure.agreement.BorderDistance;
import ventricle.engine.measure.agreement.PredictionError;
import ventricle.engine.measure.agreement.Quantity;
import ventricle.engine.measure.agreement.Spread;

/** An evaluation as comma-separated tables, as {@link ComparisonCsv} writes them. */
final class EvaluationTables {

  private static final String SPREAD = ",measure,unit,n,mean,sd,median,q1,q3,min,max";

  private EvaluationTables() {}

  /** The tables by file name: over all cases, of the cases, of their slices. */
  static Map<String, List<String>> of(Evaluation evaluation) {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    tables.put("regions.csv", regions(evaluation));
    tables.put("levels.csv", levels(evaluation));
    tables.put("agreement.csv", agreements(evaluation));
    tables.put("cases.csv", cases(evaluation));
    tables.put("volumes.csv", volumes(evaluation));
    tables.put("slices.csv", slices(evaluation));
    return tables;
  }

  private static List<String> regions(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    lines.add("mark,region,cases_with_neither" + SPREAD);
    for (Evaluation.Overlap o : evaluation.overlaps()) {
      String place = line(o.mark(), o.region(), o.neither());
      String unit = unit(o.millimetres());
      spread(lines, place, "dice", "", o.dice());
      spread(lines, place, "max_hausdorff", unit, o.hausdorff());
      spread(lines, place, "max_hausdorff95", unit, o.hausdorff95());
      spread(lines, place, "mean_apd", unit, o.averagePerpendicular());
    }
    return lines;
  }

  private static List<String> levels(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    lines.add("mark,region,level,slices_both,slices_predicted_only,slices_truth_only" + SPREAD);
    for (Evaluation.LevelOverlap o : evaluation.levels()) {
      String place =
          line(o.mark(), o.region(), o.level(), o.both(), o.predictedOnly(), o.truthOnly());
      String unit = unit(o.millimetres());
      spread(lines, place, "dice", "", o.dice());
      spread(lines, place, "hausdorff", unit, o.hausdorff());
      spread(lines, place, "hausdorff95", unit, o.hausdorff95());
      spread(lines, place, "apd", unit, o.averagePerpendicular());
    }
    return lines;
  }

  private static void spread(
      List<String> lines, String place, String measure, String unit, @Nullable Spread s) {
    if (s != null) {
      lines.add(
          place
              + ","
              + line(
                  measure,
                  unit,
                  s.n(),
                  s.mean(),
                  s.sd(),
                  s.median(),
                  s.lowerQuartile(),
                  s.upperQuartile(),
                  s.min(),
                  s.max()));
    }
  }

  private static List<String> agreements(Evaluation evaluation) {
    List<String> pairs =
        ComparisonCsv.pairs(
            evaluation.agreements().stream().map(Evaluation.Agreement::pair).toList());
    List<String> lines = new ArrayList<>();
    lines.add(pairs.getFirst() + ",rmse,median_relative_error,slope,intercept");
    for (int i = 1; i < pairs.size(); i++) {
      PredictionError error = evaluation.agreements().get(i - 1).error();
      lines.add(
          pairs.get(i)
              + ","
              + line(
                  error.rootMeanSquare(),
                  error.medianRelative(),
                  error.slope(),
                  error.intercept()));
    }
    return lines;
  }

  private static List<String> cases(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "case,mark,region,slices_both,slices_predicted_only,slices_truth_only,dice,max_hausdorff,"
            + "max_hausdorff95,mean_hausdorff,mean_apd,unit,predicted_ml,truth_ml,predicted_from,truth_from,"
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
                s.hausdorff95(),
                s.meanHausdorff(),
                s.averagePerpendicular(),
                unit(s.millimetres()),
                s.predictedMl(),
                s.truthMl(),
                EvaluationFiles.word(c.predictedKind()),
                EvaluationFiles.word(c.truthKind()),
                EvaluationFiles.word(c.overlap())));
      }
    }
    return lines;
  }

  private static List<String> slices(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    lines.add("case,mark,slice,level,region,presence,dice,hausdorff,hausdorff95,apd,unit");
    for (CaseComparison c : evaluation.cases()) {
      for (CaseComparison.Row row : c.rows()) {
        BorderDistance border = row.border();
        lines.add(
            line(
                c.name(),
                row.mark(),
                row.slice() + 1,
                row.level(),
                row.region(),
                EvaluationFiles.presence(row),
                row.dice(),
                border == null ? null : (Double) border.hausdorff(),
                border == null ? null : (Double) border.hausdorff95(),
                border == null ? null : (Double) border.averagePerpendicular(),
                border == null ? null : unit(border.millimetres())));
      }
    }
    return lines;
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

  private static String unit(boolean millimetres) {
    return millimetres ? "mm" : "px";
  }
}
