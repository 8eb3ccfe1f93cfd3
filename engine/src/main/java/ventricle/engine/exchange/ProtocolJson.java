package ventricle.engine.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.review.protocol.Protocol;

/**
 * Reads a protocol file, schema "ventricle-protocol/1" (docs/protocol.schema.json). Paths of cases
 * are relative to the file; phases are 1-based in it.
 */
public final class ProtocolJson {

  public static final String SCHEMA = "ventricle-protocol/1";

  private static final Set<String> FIELDS =
      Set.of(
          "schema",
          "id",
          "version",
          "title",
          "seed",
          "readers",
          "cases",
          "sessions",
          "intervalDays",
          "start");
  private static final Set<String> CASE_FIELDS = Set.of("name", "path", "ed", "es");

  private ProtocolJson() {}

  /**
   * @throws UnusableInputException naming the first thing that is wrong
   */
  public static Protocol read(Path file) throws UnusableInputException {
    String name = String.valueOf(file.getFileName());
    try {
      return parse(new JsonMapper().readTree(Files.readAllBytes(file)), file);
    } catch (JsonProcessingException e) {
      throw new UnusableInputException(name, "is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UnusableInputException(name, "cannot be read", e);
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException(name, String.valueOf(e.getMessage()), e);
    }
  }

  private static Protocol parse(JsonNode json, Path file) {
    require(json.path("schema").asText().equals(SCHEMA), "is not a file of " + SCHEMA);
    known(json, FIELDS);
    List<String> readers = new ArrayList<>();
    require(json.path("readers").isArray(), "readers is a list of names");
    json.path("readers").forEach(reader -> readers.add(reader.asText()));
    List<Protocol.Case> cases = new ArrayList<>();
    require(json.path("cases").isArray(), "cases is a list");
    for (JsonNode each : json.path("cases")) {
      known(each, CASE_FIELDS);
      cases.add(
          new Protocol.Case(
              text(each, "name"),
              file.toAbsolutePath().resolveSibling(text(each, "path")).normalize(),
              phase(each, "ed"),
              phase(each, "es")));
    }
    return new Protocol(
        text(json, "id"),
        whole(json, "version"),
        json.path("title").asText(""),
        json.path("seed").asLong(0),
        readers,
        cases,
        json.has("sessions") ? whole(json, "sessions") : 1,
        json.has("intervalDays") ? whole(json, "intervalDays") : 0,
        start(text(json, "start")));
  }

  private static void known(JsonNode json, Set<String> fields) {
    json.fieldNames()
        .forEachRemaining(
            field -> require(fields.contains(field), "does not know '" + field + "'"));
  }

  private static Protocol.Start start(String text) {
    return switch (text) {
      case "blank" -> Protocol.Start.BLANK;
      case "ai" -> Protocol.Start.AI;
      default -> throw new IllegalArgumentException("start is blank or ai, not '" + text + "'");
    };
  }

  private static @Nullable Integer phase(JsonNode json, String field) {
    if (!json.hasNonNull(field)) {
      return null;
    }
    int phase = whole(json, field);
    require(phase >= 1, field + " counts from 1");
    return phase - 1;
  }

  private static int whole(JsonNode json, String field) {
    require(json.path(field).isInt(), field + " is a whole number");
    return json.path(field).intValue();
  }

  private static String text(JsonNode json, String field) {
    require(
        json.path(field).isTextual() && !json.path(field).asText().isBlank(),
        String.format(Locale.ROOT, "%s is missing", field));
    return json.path(field).asText();
  }

  private static void require(boolean rule, String message) {
    if (!rule) {
      throw new IllegalArgumentException(message);
    }
  }
}
