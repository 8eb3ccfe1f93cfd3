package ventricle.engine.exchange;

import static ventricle.engine.exchange.JsonNumbers.put;
import static ventricle.engine.exchange.JsonNumbers.rounded;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Flag;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.regional.ThicknessCurves;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.SignedVersion;
import ventricle.engine.review.StudyLife;

/**
 * {@code measurements.json}, schema "ventricle-measurements/1" (docs/measurements.schema.json).
 * Phases are 1-based; what is not known is null. Numbers are rounded to 1e-6 of their unit.
 */
public final class MeasurementsJson {

  public static final String SCHEMA = "ventricle-measurements/1";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = new JsonMapper();

  private MeasurementsJson() {}

  public static void write(
      Path file, Study study, ReviewDocument document, Measurements m, Timings timings)
      throws IOException {
    Files.writeString(file, text(study, document, m, timings));
  }

  /** The content of the file, ending with a line break. */
  public static String text(Study study, ReviewDocument document, Measurements m, Timings timings) {
    return tree(study, document, m, timings).toPrettyString() + "\n";
  }

  /** The same as one line, for a pipe. */
  public static String line(Study study, ReviewDocument document, Measurements m, Timings timings) {
    try {
      return MAPPER.writeValueAsString(tree(study, document, m, timings));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and texts can be written", e);
    }
  }

  private static ObjectNode tree(
      Study study, ReviewDocument document, Measurements m, Timings timings) {
    ObjectNode root = NODES.objectNode();
    root.put("schema", SCHEMA);
    root.put("studyInstanceUid", study.studyInstanceUid());
    root.put("slices", study.stack().sliceCount());
    root.put("phases", study.stack().phases());
    root.put("ed", oneBased(m.edPhase()));
    root.put("es", oneBased(m.esPhase()));
    root.put("papillary", m.papillary());
    root.put("device", document.device());
    root.set("models", models(document));
    root.set("lv", lv(m.lv()));
    root.set("rv", rv(m.rv()));
    root.set("person", RegionalJson.person(study, document.entries().person()));
    root.set("indexed", indexed(m.indexed()));
    root.set("curve", curve(m.curve()));
    root.set("dynamics", RegionalJson.dynamics(m.dynamics()));
    root.set(
        "regional",
        RegionalJson.regional(m.regional(), ThicknessCurves.of(study.stack(), document)));
    if (m.second() != null) {
      root.set("secondReading", secondReading(m.second()));
    }
    root.set("flags", flags(m.flags()));
    root.set("review", review(document));
    ObjectNode ms = root.putObject("timingsMs");
    put(ms, "load", timings.load());
    put(ms, "phase", timings.phase());
    put(ms, "segment", timings.segment());
    put(ms, "total", timings.total());
    return root;
  }

  private static ObjectNode review(ReviewDocument document) {
    ObjectNode node = NODES.objectNode();
    node.put("state", document.state().name().toLowerCase(Locale.ROOT));
    if (StudyLife.of(document) instanceof StudyLife.Signed(SignedVersion version)) {
      node.put("version", version.number());
      node.put("reader", version.reader());
      node.put("name", version.name());
      node.put("signedAt", version.at().toString());
      node.put("sha256", version.sha256());
      node.put("authenticated", false);
    }
    return node;
  }

  private static @Nullable Integer oneBased(@Nullable Integer phase) {
    return phase == null ? null : phase + 1;
  }

  private static ArrayNode models(ReviewDocument document) {
    ArrayNode models = NODES.arrayNode();
    document.models().stream()
        .sorted(Comparator.comparing(ModelRef::role).thenComparing(ModelRef::id))
        .forEach(model -> models.add(model(model)));
    return models;
  }

  static ObjectNode model(ModelRef model) {
    return NODES
        .objectNode()
        .put("role", model.role())
        .put("id", model.id())
        .put("version", model.version())
        .put("sha256", model.sha256());
  }

  private static ObjectNode lv(Measurements.LeftVentricle lv) {
    ObjectNode node = NODES.objectNode();
    put(node, "edvMl", lv.edvMl());
    put(node, "esvMl", lv.esvMl());
    put(node, "svMl", lv.svMl());
    put(node, "efPercent", lv.efPercent());
    put(node, "coLPerMin", lv.coLPerMin());
    put(node, "massEdG", lv.massEdG());
    return node;
  }

  private static ObjectNode rv(Measurements.RightVentricle rv) {
    ObjectNode node = NODES.objectNode();
    put(node, "edvMl", rv.edvMl());
    put(node, "esvMl", rv.esvMl());
    put(node, "svMl", rv.svMl());
    put(node, "efPercent", rv.efPercent());
    put(node, "coLPerMin", rv.coLPerMin());
    return node;
  }

  private static ObjectNode indexed(Measurements.Indexed indexed) {
    ObjectNode node = NODES.objectNode();
    put(node, "bsaM2", indexed.bsaM2());
    node.put("formula", indexed.formula());
    put(node, "lvEdvMlPerM2", indexed.lvEdvMlPerM2());
    put(node, "lvEsvMlPerM2", indexed.lvEsvMlPerM2());
    put(node, "lvSvMlPerM2", indexed.lvSvMlPerM2());
    put(node, "lvMassGPerM2", indexed.lvMassGPerM2());
    put(node, "cardiacIndex", indexed.cardiacIndex());
    put(node, "rvEdvMlPerM2", indexed.rvEdvMlPerM2());
    put(node, "rvEsvMlPerM2", indexed.rvEsvMlPerM2());
    put(node, "rvSvMlPerM2", indexed.rvSvMlPerM2());
    put(node, "rvCardiacIndex", indexed.rvCardiacIndex());
    node.set("byHeight", RegionalJson.byHeight(indexed.byHeight()));
    return node;
  }

  private static ObjectNode curve(Measurements.VolumeCurve curve) {
    ObjectNode node = NODES.objectNode();
    putAll(node, "timesMs", curve.timesMs());
    putAll(node, "lvMl", curve.lvMl());
    putAll(node, "rvMl", curve.rvMl());
    return node;
  }

  private static ObjectNode secondReading(Measurements.SecondVolumes second) {
    ObjectNode node = NODES.objectNode();
    node.set("model", model(second.model()));
    ObjectNode lv = node.putObject("lv");
    put(lv, "edvMl", second.edvMl());
    put(lv, "esvMl", second.esvMl());
    put(lv, "efPercent", second.efPercent());
    node.put("agrees", second.agrees());
    return node;
  }

  private static ArrayNode flags(List<Flag> flags) {
    ArrayNode nodes = NODES.arrayNode();
    for (Flag flag : flags) {
      nodes.addObject().put("code", flag.code()).put("message", flag.message());
    }
    return nodes;
  }

  private static void putAll(ObjectNode node, String name, @Nullable List<Double> values) {
    if (values == null) {
      node.putNull(name);
      return;
    }
    ArrayNode array = node.putArray(name);
    values.forEach(value -> array.add(rounded(value)));
  }
}
