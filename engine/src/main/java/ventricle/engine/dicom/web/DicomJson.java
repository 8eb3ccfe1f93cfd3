package ventricle.engine.dicom.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Uids;

/** Values of the DICOM JSON model (PS3.18 annex F); what is missing or of another kind is empty. */
final class DicomJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private DicomJson() {}

  /**
   * The objects of an array; a single object counts as one, and nothing at all as none. Empty when
   * the text is no JSON, or neither array nor object.
   */
  static Optional<List<JsonNode>> objects(byte[] text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (IOException e) { // not with its words, which quote what came
      return Optional.empty();
    }
    List<JsonNode> objects = new ArrayList<>();
    if (root.isObject()) {
      objects.add(root);
    } else if (root.isArray()) {
      root.forEach(objects::add);
    } else if (!root.isMissingNode()) {
      return Optional.empty();
    }
    return Optional.of(objects);
  }

  static String text(JsonNode object, Tag tag) {
    JsonNode value = values(object, tag).path(0);
    return value.isObject() ? name(value) : value.asText("").strip();
  }

  /** The first way of writing a person's name that is there. */
  private static String name(JsonNode name) {
    for (String way : List.of("Alphabetic", "Ideographic", "Phonetic")) {
      String text = name.path(way).asText("").strip();
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  static List<String> texts(JsonNode object, Tag tag) {
    List<String> texts = new ArrayList<>();
    values(object, tag).forEach(v -> texts.add(v.asText("").strip()));
    return texts;
  }

  /** A UID; empty when there is none or it is no UID. */
  static String uid(JsonNode object, Tag tag) {
    String uid = text(object, tag);
    return Uids.isValid(uid) ? uid : "";
  }

  /** A whole number, -1 when there is none. */
  static int number(JsonNode object, Tag tag) {
    JsonNode value = values(object, tag).path(0);
    return value.isTextual() && value.asText().strip().matches("\\d{1,9}")
        ? Integer.parseInt(value.asText().strip())
        : value.asInt(-1);
  }

  static @Nullable LocalDate date(JsonNode object, Tag tag) {
    try {
      return LocalDate.parse(text(object, tag), DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeException e) {
      return null;
    }
  }

  static List<JsonNode> items(JsonNode object, Tag tag) {
    List<JsonNode> items = new ArrayList<>();
    values(object, tag).forEach(items::add);
    return items;
  }

  private static JsonNode values(JsonNode object, Tag tag) {
    return object.path("%08X".formatted(tag.value())).path("Value");
  }
}
