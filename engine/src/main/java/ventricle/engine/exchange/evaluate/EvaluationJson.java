package ventricle.engine.exchange.evaluate;

import static ventricle.engine.exchange.JsonNumbers.put;
import static ventricle.engine.exchange.JsonNumbers.rounded;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.agreement.BlandAltman;
import ventricle.engine.measure.agreement.BorderDistance;
import ventricle.engine.measure.agreement.Interval;
import ventricle.engine.measure.agreement.IntraclassCorrelation;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.measure.agreement.PredictionError;
import ventricle.engine.measure.agreement.Quantity;
import ventricle.engine.measure.agreement.Spread;
import ventricle.engine.review.Mark;

/**
 * {@code evaluation.json}, schema "ventricle-evaluation/1" (docs/evaluation.schema.json): slices
 * and phases are 1-based, what is not known is null, numbers are rounded to 1e-6 of their unit.
 */
public final class EvaluationJson {

  public static final String SCHEMA = "ventricle-evaluation/1";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = new JsonMapper();

  private EvaluationJson() {}

  /** The content of the file, ending with a line break. */
  public static String text(Evaluation evaluation) {
    return tree(evaluation).toPrettyString() + "\n";
  }

  /** The same as one line, for a pipe. */
  public static String line(Evaluation evaluation) {
    try {
      return MAPPER.writeValueAsString(tree(evaluation));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and texts can be written", e);
    }
  }

  private static ObjectNode tree(Evaluation evaluation) {
    ObjectNode root = NODES.objectNode();
    root.put("schema", SCHEMA);
    ArrayNode overlaps = root.putArray("overlaps");
    evaluation.overlaps().forEach(o -> overlaps.add(overlap(o)));
    ArrayNode levels = root.putArray("levels");
    evaluation.levels().forEach(o -> levels.add(level(o)));
    ArrayNode agreements = root.putArray("agreements");
    evaluation.agreements().forEach(a -> agreements.add(agreement(a)));
    ArrayNode cases = root.putArray("cases");
    evaluation.cases().forEach(c -> cases.add(comparison(c)));
    texts(root, "predictedOnly", evaluation.predictedOnly());
    texts(root, "truthOnly", evaluation.truthOnly());
    texts(root, "leftOut", evaluation.leftOut());
    return root;
  }

  private static ObjectNode overlap(Evaluation.Overlap o) {
    ObjectNode node = place(o.mark(), o.region());
    node.set("dice", spread(o.dice()));
    node.put("neither", o.neither());
    node.set("hausdorff", spread(o.hausdorff()));
    node.set("hausdorff95", spread(o.hausdorff95()));
    node.set("averagePerpendicular", spread(o.averagePerpendicular()));
    node.put("unit", unit(o.millimetres()));
    return slices(node, o.both(), o.predictedOnly(), o.truthOnly());
  }

  private static ObjectNode level(Evaluation.LevelOverlap o) {
    ObjectNode node = place(o.mark(), o.region()).put("level", o.level().name());
    node.set("dice", spread(o.dice()));
    node.set("hausdorff", spread(o.hausdorff()));
    node.set("hausdorff95", spread(o.hausdorff95()));
    node.set("averagePerpendicular", spread(o.averagePerpendicular()));
    node.put("unit", unit(o.millimetres()));
    return slices(node, o.both(), o.predictedOnly(), o.truthOnly());
  }

  private static ObjectNode place(Mark mark, Region region) {
    return NODES.objectNode().put("mark", mark.name()).put("region", region.name());
  }

  private static ObjectNode slices(ObjectNode node, int both, int predicted, int truth) {
    node.putObject("slices")
        .put("both", both)
        .put("predictedOnly", predicted)
        .put("truthOnly", truth);
    return node;
  }

  private static @Nullable ObjectNode spread(@Nullable Spread s) {
    if (s == null) {
      return null;
    }
    ObjectNode node = NODES.objectNode().put("n", s.n());
    put(node, "mean", s.mean());
    put(node, "sd", s.sd());
    put(node, "median", s.median());
    put(node, "q1", s.lowerQuartile());
    put(node, "q3", s.upperQuartile());
    put(node, "min", s.min());
    put(node, "max", s.max());
    return node;
  }

  private static ObjectNode agreement(Evaluation.Agreement agreement) {
    Observers.Pair pair = agreement.pair();
    BlandAltman b = pair.agreement();
    ObjectNode node =
        NODES
            .objectNode()
            .put("quantity", pair.quantity().name())
            .put("unit", pair.quantity().unit())
            .put("n", b.n());
    put(node, "bias", b.bias());
    interval(node, "biasInterval", b.biasInterval());
    put(node, "sd", b.sd());
    put(node, "lowerLimit", b.lower());
    interval(node, "lowerLimitInterval", b.lowerInterval());
    put(node, "upperLimit", b.upper());
    interval(node, "upperLimitInterval", b.upperInterval());
    put(node, "meanAbsolute", b.meanAbsolute());
    put(node, "pearsonR", b.correlation());
    IntraclassCorrelation icc = pair.icc();
    put(node, "icc21", icc == null ? null : icc.value());
    PredictionError error = agreement.error();
    put(node, "rootMeanSquare", error.rootMeanSquare());
    put(node, "medianRelative", error.medianRelative());
    put(node, "slope", error.slope());
    put(node, "intercept", error.intercept());
    return node;
  }

  private static void interval(ObjectNode node, String name, @Nullable Interval interval) {
    if (interval == null) {
      node.putNull(name);
    } else {
      node.putArray(name).add(rounded(interval.low())).add(rounded(interval.high()));
    }
  }

  private static ObjectNode comparison(CaseComparison c) {
    ObjectNode node = NODES.objectNode().put("case", c.name());
    node.put("predictedFrom", EvaluationFiles.word(c.predictedKind()));
    node.put("truthFrom", EvaluationFiles.word(c.truthKind()));
    node.put("overlapOf", EvaluationFiles.word(c.overlap()));
    node.set("predictedPhases", phases(c.predictedPhases()));
    node.set("truthPhases", phases(c.truthPhases()));
    ArrayNode regions = node.putArray("regions");
    c.summaries().forEach(s -> regions.add(summary(s)));
    ArrayNode rows = node.putArray("slices");
    c.rows().forEach(r -> rows.add(row(r)));
    node.set("predicted", numbers(c.predicted()));
    node.set("truth", numbers(c.truth()));
    texts(node, "notes", c.notes());
    return node;
  }

  private static ObjectNode phases(SortedMap<Mark, Integer> phases) {
    ObjectNode node = NODES.objectNode();
    for (Mark mark : Mark.values()) {
      Integer phase = phases.get(mark);
      node.put(EvaluationFiles.word(mark), phase == null ? null : (Integer) (phase + 1));
    }
    return node;
  }

  private static ObjectNode summary(CaseComparison.Summary s) {
    ObjectNode node = place(s.mark(), s.region());
    put(node, "dice", s.dice());
    put(node, "maxHausdorff", s.hausdorff());
    put(node, "maxHausdorff95", s.hausdorff95());
    put(node, "meanHausdorff", s.meanHausdorff());
    put(node, "averagePerpendicular", s.averagePerpendicular());
    node.put("unit", unit(s.millimetres()));
    put(node, "predictedMl", s.predictedMl());
    put(node, "truthMl", s.truthMl());
    return slices(node, s.both(), s.predictedOnly(), s.truthOnly());
  }

  private static ObjectNode row(CaseComparison.Row row) {
    BorderDistance border = row.border();
    ObjectNode node = place(row.mark(), row.region());
    node.put("slice", row.slice() + 1)
        .put("level", row.level().name())
        .put("presence", EvaluationFiles.presence(row));
    put(node, "dice", row.dice());
    put(node, "hausdorff", border == null ? null : (Double) border.hausdorff());
    put(node, "hausdorff95", border == null ? null : (Double) border.hausdorff95());
    put(
        node,
        "averagePerpendicular",
        border == null ? null : (Double) border.averagePerpendicular());
    node.put("unit", border == null ? null : unit(border.millimetres()));
    return node;
  }

  private static ObjectNode numbers(SortedMap<Quantity, Double> numbers) {
    ObjectNode node = NODES.objectNode();
    for (Quantity quantity : Quantity.values()) {
      put(node, quantity.name(), numbers.get(quantity));
    }
    return node;
  }

  private static void texts(ObjectNode node, String name, List<String> texts) {
    ArrayNode array = node.putArray(name);
    texts.forEach(array::add);
  }

  private static String unit(boolean millimetres) {
    return millimetres ? "mm" : "px";
  }
}
