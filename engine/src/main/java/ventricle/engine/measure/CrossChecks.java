package ventricle.engine.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Between which bounds numbers fit each other, from {@code cross-checks.json}, which says what they
 * are derived from.
 *
 * @param source of the readings
 * @param cases how many
 * @param strokeVolumes (LV SV − RV SV) / LV SV
 * @param masses myocardial mass at ES / mass at ED
 */
record CrossChecks(String source, int cases, Bounds strokeVolumes, Bounds masses) {

  private static final String FILE = "cross-checks.json";

  /**
   * What is to be expected of a number.
   *
   * @param quantity its formula
   * @param basis which part of the readings lies between the bounds
   */
  record Bounds(String quantity, double low, double high, String basis) {

    boolean holds(double value) {
      return value >= low && value <= high;
    }
  }

  /** The bounds that come with the program. */
  static CrossChecks shipped() {
    try (@Nullable InputStream in = CrossChecks.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the program");
      }
      JsonNode file = new JsonMapper().readTree(in);
      return new CrossChecks(
          file.required("source").asText(),
          file.required("cases").asInt(),
          bounds(file.required("strokeVolumes")),
          bounds(file.required("masses")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Bounds bounds(JsonNode node) {
    return new Bounds(
        node.required("quantity").asText(),
        node.required("low").asDouble(),
        node.required("high").asDouble(),
        node.required("basis").asText());
  }
}
