package ventricle.engine.inference;

import ventricle.engine.domain.ModelRef;

/**
 * A map of model attention over one frame, resampled to its pixels: value at (column, row) belongs
 * to that pixel's centre.
 *
 * @param values rows × columns, 0..1; not to be written to
 * @param layer the network layer it was taken at
 * @param kind what the values are: of a Grad-CAM the largest is 1 unless the map is empty, of a CAM
 *     they are probabilities as they came
 */
public record Heatmap(
    int rows,
    int columns,
    float[] values,
    String layer,
    ModelRef model,
    ExplanationSource.Kind kind) {

  /** A map scaled to its largest value. */
  public Heatmap(int rows, int columns, float[] values, String layer, ModelRef model) {
    this(rows, columns, values, layer, model, ExplanationSource.Kind.GRAD_CAM);
  }

  /**
   * The map of a source. A Grad-CAM loses what is negative and is scaled to its largest value.
   *
   * @param values on the image's pixels; changed by this method
   */
  static Heatmap of(ExplanationSource source, int rows, int columns, float[] values) {
    if (source.kind() == ExplanationSource.Kind.GRAD_CAM) {
      float largest = 0;
      for (float value : values) {
        largest = Math.max(largest, value);
      }
      for (int i = 0; i < values.length; i++) {
        values[i] = largest > 0 ? Math.max(0, values[i]) / largest : 0;
      }
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.clamp(values[i], 0, 1);
      }
    }
    return new Heatmap(rows, columns, values, source.layer(), source.model(), source.kind());
  }
}
