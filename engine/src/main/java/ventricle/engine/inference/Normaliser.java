package ventricle.engine.inference;

import java.util.Arrays;
import java.util.List;
import ventricle.engine.inference.ModelCard.Normalisation;

/** Grey values of crops as a network wants them: 0..1, and 0 outside the image. */
final class Normaliser {

  private Normaliser() {}

  /** The values that become 0 and 1. */
  record Bounds(double low, double high) {}

  /** Crops that the rule looks at together, or each for itself, by its scope. */
  static List<float[]> apply(Normalisation rule, List<FrameCrop> crops) {
    return switch (rule.scope()) {
      case VOLUME_CROP -> {
        Bounds bounds = bounds(rule, crops);
        yield crops.stream().map(crop -> scaled(crop, bounds)).toList();
      }
      case FRAME_CROP ->
          crops.stream().map(crop -> scaled(crop, bounds(rule, List.of(crop)))).toList();
    };
  }

  /**
   * Quantiles between samples are interpolated linearly, at position q · (m − 1) of the m sorted
   * values inside the image (numpy's default). Nothing inside: 0 and 0.
   */
  static Bounds bounds(Normalisation rule, List<FrameCrop> crops) {
    float[] sorted = insideValues(crops);
    if (sorted.length == 0) {
      return new Bounds(0, 0);
    }
    Arrays.sort(sorted);
    return switch (rule.kind()) {
      case MINMAX -> new Bounds(sorted[0], sorted[sorted.length - 1]);
      case QUANTILE -> new Bounds(quantile(sorted, rule.low()), quantile(sorted, rule.high()));
    };
  }

  private static float[] insideValues(List<FrameCrop> crops) {
    float[] values = new float[crops.stream().mapToInt(c -> c.values().length).sum()];
    int n = 0;
    for (FrameCrop crop : crops) {
      for (int i = 0; i < crop.values().length; i++) {
        if (crop.inside()[i]) {
          values[n++] = crop.values()[i];
        }
      }
    }
    return Arrays.copyOf(values, n);
  }

  private static double quantile(float[] sorted, double q) {
    double position = q * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * ((double) sorted[above] - sorted[below]);
  }

  private static float[] scaled(FrameCrop crop, Bounds bounds) {
    float[] out = new float[crop.values().length];
    double range = bounds.high() - bounds.low();
    if (range <= 0) {
      return out;
    }
    for (int i = 0; i < out.length; i++) {
      if (crop.inside()[i]) {
        out[i] = (float) Math.clamp((crop.values()[i] - bounds.low()) / range, 0, 1);
      }
    }
    return out;
  }
}
