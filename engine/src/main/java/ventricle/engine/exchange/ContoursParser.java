package ventricle.engine.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.Vector3;
import ventricle.engine.review.ReviewState;

/**
 * Turns the tree of a contours file into values; an {@link IllegalArgumentException} says in one
 * phrase what does not fit.
 */
final class ContoursParser {

  private final int slices;
  private final int phases;

  private ContoursParser(int slices, int phases) {
    this.slices = slices;
    this.phases = phases;
  }

  static ContoursFile parse(JsonNode root) {
    require(root.isObject(), "is not a contours file");
    String schema = root.path("schema").asText("");
    require(
        schema.equals(ContoursJson.SCHEMA),
        "has schema \"" + schema + "\", not \"" + ContoursJson.SCHEMA + "\"");
    int slices = integer(root, "slices", 1, Integer.MAX_VALUE);
    int phases = integer(root, "phases", 1, Integer.MAX_VALUE);
    return new ContoursParser(slices, phases).content(root);
  }

  private ContoursFile content(JsonNode root) {
    List<ContoursFile.Entry> entries = new ArrayList<>();
    for (JsonNode node : array(root, "contours")) {
      entries.add(entry(node, "contour " + (entries.size() + 1)));
    }
    List<ContoursFile.Removal> removed = new ArrayList<>();
    for (JsonNode node : array(root, "removed")) {
      removed.add(new ContoursFile.Removal(key(node), text(node, "reader")));
    }
    TreeMap<ContourKey, ReviewState> states = new TreeMap<>();
    for (JsonNode node : array(root, "states")) {
      states.put(key(node), state(node));
    }
    return new ContoursFile(
        text(root, "studyInstanceUid"),
        slices,
        phases,
        phase(root, "ed"),
        phase(root, "es"),
        geometry(root),
        entries,
        removed,
        states);
  }

  private @Nullable List<Slice> geometry(JsonNode root) {
    if (root.path("geometry").isMissingNode() || root.path("geometry").isNull()) {
      return null;
    }
    List<Slice> places = new ArrayList<>();
    for (JsonNode node : array(root, "geometry")) {
      places.add(place(node));
    }
    require(
        places.size() == slices,
        "says of %d slices where they lie, and has %d".formatted(places.size(), slices));
    return places;
  }

  private static Slice place(JsonNode node) {
    double @Nullable [] spacing =
        node.path("pixelSpacingMm").isNull() ? null : numbers(node, "pixelSpacingMm", 2);
    require(
        spacing == null || (spacing[0] > 0 && spacing[1] > 0), "has a pixel spacing that is none");
    JsonNode thickness = node.path("thicknessMm");
    return new Slice(
        integer(node, "rows", 1, Integer.MAX_VALUE),
        integer(node, "columns", 1, Integer.MAX_VALUE),
        spacing == null ? null : new PixelSpacing(spacing[0], spacing[1]),
        vector(node, "positionMm"),
        vector(node, "rowDirection"),
        vector(node, "columnDirection"),
        thickness.isNumber() ? (Double) thickness.asDouble() : null);
  }

  private static Vector3 vector(JsonNode node, String name) {
    double[] xyz = numbers(node, name, 3);
    return new Vector3(xyz[0], xyz[1], xyz[2]);
  }

  private static double[] numbers(JsonNode node, String name, int count) {
    JsonNode array = array(node, name);
    require(array.size() == count, "has no " + count + " numbers \"" + name + "\"");
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      require(array.get(i).isNumber(), "has no " + count + " numbers \"" + name + "\"");
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }

  private ContoursFile.Entry entry(JsonNode node, String what) {
    JsonNode uid = node.path("sopInstanceUid");
    JsonNode frame = node.path("frame");
    ContoursFile.Layer layer =
        switch (text(node, "layer")) {
          case "model" -> ContoursFile.Layer.MODEL;
          case "reader" -> ContoursFile.Layer.READER;
          default -> throw new IllegalArgumentException(what + " has an unknown layer");
        };
    return new ContoursFile.Entry(
        key(node),
        layer,
        new Tracing(contour(node, what), provenance(node.path("provenance"), confidence(node))),
        uid.isTextual() ? uid.asText() : null,
        frame.isNull() || frame.isMissingNode()
            ? null
            : integer(node, "frame", 1, Integer.MAX_VALUE));
  }

  private static Contour contour(JsonNode node, String what) {
    JsonNode points = array(node, "points");
    double[] xs = new double[points.size()];
    double[] ys = new double[points.size()];
    for (int i = 0; i < xs.length; i++) {
      JsonNode point = points.get(i);
      require(
          point.size() == 2 && point.get(0).isNumber() && point.get(1).isNumber(),
          what + " has a point that is not [x, y]");
      xs[i] = point.get(0).asDouble();
      ys[i] = point.get(1).asDouble();
    }
    return Contour.of(xs, ys);
  }

  private static @Nullable Double confidence(JsonNode node) {
    JsonNode number = node.path("confidence");
    if (number.isMissingNode() || number.isNull()) {
      return null;
    }
    require(number.isNumber(), "has a confidence that is not a number");
    return number.asDouble();
  }

  private static Provenance provenance(JsonNode node, @Nullable Double confidence) {
    return switch (text(node, "kind")) {
      case "model" -> new Provenance.Model(model(node.path("model")), confidence);
      case "edited-model" ->
          new Provenance.EditedModel(model(node.path("model")), text(node, "reader"));
      case "manual" -> new Provenance.Manual(text(node, "reader"));
      case "interpolated" ->
          new Provenance.Interpolated(text(node, "reader"), text(node, "method"));
      case "propagated" -> new Provenance.Propagated(text(node, "reader"), text(node, "method"));
      case "imported" -> new Provenance.Imported(text(node, "source"));
      default -> throw new IllegalArgumentException("has an unknown kind of provenance");
    };
  }

  private static ModelRef model(JsonNode node) {
    return new ModelRef(
        text(node, "role"), text(node, "id"), text(node, "version"), text(node, "sha256"));
  }

  private static ReviewState state(JsonNode node) {
    return switch (text(node, "state")) {
      case "contoured" -> new ReviewState.Contoured(text(node, "reader"));
      case "confirmed-absent" -> new ReviewState.ConfirmedAbsent(text(node, "reader"));
      case "excluded" -> new ReviewState.Excluded(text(node, "reader"), text(node, "reason"));
      case "unreviewed" -> new ReviewState.Unreviewed();
      default -> throw new IllegalArgumentException("has an unknown review state");
    };
  }

  private ContourKey key(JsonNode node) {
    String name = text(node, "structure");
    for (Structure structure : Structure.values()) {
      if (structure.name().equals(name)) {
        return ContourKey.of(
            integer(node, "slice", 1, slices) - 1,
            integer(node, "phase", 1, phases) - 1,
            structure);
      }
    }
    throw new IllegalArgumentException("has an unknown structure");
  }

  private @Nullable Integer phase(JsonNode node, String name) {
    return node.path(name).isNull() ? null : integer(node, name, 1, phases) - 1;
  }

  private static JsonNode array(JsonNode node, String name) {
    JsonNode array = node.path(name);
    require(array.isArray(), "has no list \"" + name + "\"");
    return array;
  }

  private static String text(JsonNode node, String name) {
    JsonNode text = node.path(name);
    require(text.isTextual(), "has no text \"" + name + "\" where one is needed");
    return text.asText();
  }

  private static int integer(JsonNode node, String name, int from, int to) {
    JsonNode number = node.path(name);
    require(
        number.isIntegralNumber() && number.canConvertToInt(),
        "has no whole number \"" + name + "\" where one is needed");
    int value = number.asInt();
    require(value >= from && value <= to, "has \"" + name + "\" " + value + " out of range");
    return value;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
