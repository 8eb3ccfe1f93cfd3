package ventricle.engine.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.domain.Vector3;
import ventricle.engine.measure.agreement.Dice;
import ventricle.engine.review.ReviewState;

/**
 * {@code contours.json}, schema "ventricle-contours/1" (docs/contours.schema.json): slices and
 * phases are 1-based; points are [x, y] in pixels of the source image, (0, 0) = the centre of the
 * first pixel; the last point joins the first, which is not repeated. Coordinates are written with
 * all their digits, so that what is read equals what was written.
 */
public final class ContoursJson {

  public static final String SCHEMA = "ventricle-contours/1";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = new JsonMapper();

  private ContoursJson() {}

  /** Writes UTF-8, one contour a line. */
  public static void write(Path file, ContoursFile contours) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      write(out, contours);
    }
  }

  static void write(Writer out, ContoursFile contours) throws IOException {
    ObjectNode head = NODES.objectNode();
    head.put("schema", SCHEMA);
    head.put("studyInstanceUid", contours.studyInstanceUid());
    head.put("slices", contours.slices());
    head.put("phases", contours.phases());
    head.put("ed", oneBased(contours.edPhase()));
    head.put("es", oneBased(contours.esPhase()));
    String text = MAPPER.writeValueAsString(head);
    out.write(text, 0, text.length() - 1);
    List<Slice> geometry = contours.geometry();
    if (geometry != null) {
      list(out, "geometry", geometry.stream().map(ContoursJson::place).toList());
    }
    Map<ContourKey, Contour> byModel =
        contours.entries().stream()
            .filter(e -> e.layer() == ContoursFile.Layer.MODEL)
            .collect(Collectors.toMap(ContoursFile.Entry::key, e -> e.tracing().contour()));
    list(out, "contours", contours.entries().stream().map(e -> entry(e, byModel)).toList());
    list(
        out,
        "removed",
        contours.removed().stream().map(r -> place(r.key()).put("reader", r.reader())).toList());
    list(
        out,
        "states",
        contours.states().entrySet().stream().map(s -> state(s.getKey(), s.getValue())).toList());
    out.write("\n}\n");
  }

  private static void list(Writer out, String name, List<ObjectNode> items) throws IOException {
    out.write(",\n\"" + name + "\":[");
    String separator = "\n";
    for (ObjectNode item : items) {
      out.write(separator);
      out.write(MAPPER.writeValueAsString(item));
      separator = ",\n";
    }
    out.write("]");
  }

  private static @Nullable Integer oneBased(@Nullable Integer phase) {
    return phase == null ? null : phase + 1;
  }

  private static ObjectNode place(Slice slice) {
    ObjectNode node = NODES.objectNode().put("rows", slice.rows()).put("columns", slice.columns());
    PixelSpacing spacing = slice.spacing();
    if (spacing == null) {
      node.putNull("pixelSpacingMm");
    } else {
      node.putArray("pixelSpacingMm").add(spacing.row()).add(spacing.column());
    }
    vector(node, "positionMm", slice.position());
    vector(node, "rowDirection", slice.rowDirection());
    vector(node, "columnDirection", slice.columnDirection());
    node.put("thicknessMm", slice.thicknessMm());
    return node;
  }

  private static void vector(ObjectNode node, String name, Vector3 vector) {
    node.putArray(name).add(vector.x()).add(vector.y()).add(vector.z());
  }

  private static ObjectNode place(ContourKey key) {
    return NODES
        .objectNode()
        .put("slice", key.frame().slice() + 1)
        .put("phase", key.frame().phase() + 1)
        .put("structure", key.structure().name());
  }

  private static ObjectNode entry(ContoursFile.Entry entry, Map<ContourKey, Contour> byModel) {
    ObjectNode node = NODES.objectNode();
    node.put("sopInstanceUid", entry.sopInstanceUid());
    node.put("frame", entry.frameNumber());
    node.setAll(place(entry.key()));
    node.put("layer", entry.layer().name().toLowerCase(Locale.ROOT));
    node.set("provenance", provenance(entry.tracing().provenance()));
    entry.tracing().confidence().ifPresent(value -> node.put("confidence", value));
    Contour model = byModel.get(entry.key());
    if (entry.layer() == ContoursFile.Layer.READER && model != null) {
      node.put("modelDice", Dice.ofContours(model, entry.tracing().contour()));
    }
    ArrayNode points = node.putArray("points");
    Contour contour = entry.tracing().contour();
    for (int i = 0; i < contour.size(); i++) {
      points.addArray().add(contour.x(i)).add(contour.y(i));
    }
    return node;
  }

  private static ObjectNode provenance(Provenance provenance) {
    ObjectNode node = NODES.objectNode();
    switch (provenance) {
      case Provenance.Model(var model, var confidence) ->
          node.put("kind", "model").set("model", MeasurementsJson.model(model));
      case Provenance.EditedModel(var model, String reader) ->
          node.put("kind", "edited-model")
              .put("reader", reader)
              .set("model", MeasurementsJson.model(model));
      case Provenance.Manual(String reader) -> node.put("kind", "manual").put("reader", reader);
      case Provenance.Interpolated(String reader, String method) ->
          node.put("kind", "interpolated").put("reader", reader).put("method", method);
      case Provenance.Propagated(String reader, String method) ->
          node.put("kind", "propagated").put("reader", reader).put("method", method);
      case Provenance.Imported(String source) -> node.put("kind", "imported").put("source", source);
    }
    return node;
  }

  /** The word of a provenance. */
  static String kind(Provenance provenance) {
    return provenance(provenance).get("kind").asText();
  }

  private static ObjectNode state(ContourKey key, ReviewState state) {
    ObjectNode node = place(key);
    return switch (state) {
      case ReviewState.Unreviewed unreviewed -> node.put("state", "unreviewed");
      case ReviewState.Contoured(String reader) ->
          node.put("state", "contoured").put("reader", reader);
      case ReviewState.ConfirmedAbsent(String reader) ->
          node.put("state", "confirmed-absent").put("reader", reader);
      case ReviewState.Excluded(String reader, String reason) ->
          node.put("state", "excluded").put("reader", reader).put("reason", reason);
    };
  }

  /**
   * @throws UnusableInputException when the file is not of this schema, naming the first thing that
   *     is wrong
   */
  public static ContoursFile read(Path file) throws IOException, UnusableInputException {
    String name = String.valueOf(file.getFileName());
    JsonNode root;
    try {
      root = MAPPER.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new UnusableInputException(name, "is not JSON: " + e.getOriginalMessage(), e);
    }
    try {
      return ContoursParser.parse(root);
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException(name, String.valueOf(e.getMessage()), e);
    }
  }
}
