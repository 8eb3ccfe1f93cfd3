package ventricle.engine.phantom;

import java.util.stream.IntStream;

/** The heart at one moment, cut into layers so thin that an oblique plane shows no steps. */
final class HeartLayers {

  private static final double STEP_MM = .5;

  private final double top;
  private final HeartLayer[] layers;

  /**
   * @param top first level along the axis, mm toward the apex
   * @param bottom last level
   * @param moment fraction of the cycle since end diastole
   */
  HeartLayers(
      HeartShape shape,
      SmoothNoise noise,
      double top,
      double bottom,
      double contraction,
      double moment) {
    this.top = top;
    int count = 1 + (int) Math.ceil((bottom - top) / STEP_MM);
    this.layers =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(k -> new HeartLayer(shape, noise, top + k * STEP_MM, contraction, moment))
            .toArray(HeartLayer[]::new);
  }

  /** The layer nearest to a level; the first or last beyond them. */
  HeartLayer at(double z) {
    int k = (int) Math.rint((z - top) / STEP_MM);
    return layers[Math.max(0, Math.min(layers.length - 1, k))];
  }
}
