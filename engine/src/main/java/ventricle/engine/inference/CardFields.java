package ventricle.engine.inference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.UnusableInputException;

/**
 * Strict access to the fields of a JSON object: a missing or wrong field ends the reading with one
 * line that names the file and the field's path. Unknown fields are ignored.
 */
final class CardFields {

  /** Makes a value of an object found in the card. */
  interface Maker<T> {
    T make(CardFields fields) throws UnusableInputException;
  }

  private final String file;
  private final String path;
  private final JsonNode node;

  CardFields(String file, String path, JsonNode node) {
    this.file = file;
    this.path = path;
    this.node = node;
  }

  UnusableInputException wrong(String field, String cause) {
    return new UnusableInputException(file, path + field + " " + cause);
  }

  boolean has(String field) {
    return node.hasNonNull(field);
  }

  private JsonNode required(String field) throws UnusableInputException {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      throw wrong(field, "is missing");
    }
    return value;
  }

  String text(String field) throws UnusableInputException {
    JsonNode value = required(field);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw wrong(field, "must be a text that is not empty");
    }
    return value.textValue();
  }

  @Nullable String textOrNull(String field) throws UnusableInputException {
    return has(field) ? text(field) : null;
  }

  boolean flag(String field) throws UnusableInputException {
    JsonNode value = required(field);
    if (!value.isBoolean()) {
      throw wrong(field, "must be true or false");
    }
    return value.booleanValue();
  }

  long whole(String field, long min) throws UnusableInputException {
    return whole(required(field), field, min);
  }

  private long whole(JsonNode value, String field, long min) throws UnusableInputException {
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < min) {
      throw wrong(field, "must be a whole number of at least " + min);
    }
    return value.longValue();
  }

  int size(String field, int min, int max) throws UnusableInputException {
    long value = whole(field, min);
    if (value > max) {
      throw wrong(field, "must be at most " + max);
    }
    return (int) value;
  }

  double number(String field) throws UnusableInputException {
    JsonNode value = required(field);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw wrong(field, "must be a number");
    }
    return value.doubleValue();
  }

  @Nullable Double numberOrNull(String field) throws UnusableInputException {
    return has(field) ? number(field) : null;
  }

  double positive(String field) throws UnusableInputException {
    double value = number(field);
    if (value <= 0) {
      throw wrong(field, "must be more than 0");
    }
    return value;
  }

  double fraction(String field) throws UnusableInputException {
    double value = number(field);
    if (value < 0 || value > 1) {
      throw wrong(field, "must lie between 0 and 1");
    }
    return value;
  }

  <T> T oneOf(String field, Function<String, @Nullable T> known, String names)
      throws UnusableInputException {
    String text = text(field);
    T value = known.apply(text);
    if (value == null) {
      throw wrong(field, "is \"" + text + "\"; known are " + names);
    }
    return value;
  }

  CardFields object(String field) throws UnusableInputException {
    JsonNode value = required(field);
    if (!value.isObject()) {
      throw wrong(field, "must be an object");
    }
    return new CardFields(file, path + field + ".", value);
  }

  <T> List<T> objects(String field, Maker<T> maker) throws UnusableInputException {
    JsonNode value = required(field);
    if (!value.isArray()) {
      throw wrong(field, "must be a list");
    }
    List<T> made = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      String at = field + "[" + i + "]";
      if (!value.get(i).isObject()) {
        throw wrong(at, "must be an object");
      }
      made.add(maker.make(new CardFields(file, path + at + ".", value.get(i))));
    }
    return made;
  }

  List<String> texts(String field) throws UnusableInputException {
    JsonNode value = required(field);
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (item.isTextual()) {
        texts.add(item.textValue());
      }
    }
    if (!value.isArray() || texts.isEmpty() || texts.size() != value.size()) {
      throw wrong(field, "must be a list of texts");
    }
    return texts;
  }

  List<Double> numbers(String field) throws UnusableInputException {
    JsonNode value = required(field);
    List<Double> numbers = new ArrayList<>();
    for (JsonNode item : value) {
      if (item.isNumber() && Double.isFinite(item.doubleValue())) {
        numbers.add(item.doubleValue());
      }
    }
    if (!value.isArray() || numbers.isEmpty() || numbers.size() != value.size()) {
      throw wrong(field, "must be a list of numbers");
    }
    return numbers;
  }

  /** Two numbers, the smaller first. */
  double[] interval(String field, double min) throws UnusableInputException {
    JsonNode value = required(field);
    boolean numbers =
        value.isArray()
            && value.size() == 2
            && value.get(0).isNumber()
            && value.get(1).isNumber()
            && value.get(0).doubleValue() >= min
            && value.get(0).doubleValue() <= value.get(1).doubleValue();
    if (!numbers) {
      throw wrong(field, "must be two numbers of at least " + min + ", the smaller first");
    }
    return new double[] {value.get(0).doubleValue(), value.get(1).doubleValue()};
  }
}
