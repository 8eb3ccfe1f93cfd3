package ventricle.engine.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Numbers in the files that Ventricle writes: rounded to 1e-6 of their unit, null if unknown. */
public final class JsonNumbers {

  private JsonNumbers() {}

  /** A number that is not finite is unknown. */
  public static void put(ObjectNode node, String name, @Nullable Double value) {
    if (value == null || !Double.isFinite(value)) {
      node.putNull(name);
    } else {
      node.put(name, rounded(value));
    }
  }

  public static double rounded(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }
}
