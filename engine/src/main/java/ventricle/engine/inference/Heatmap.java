package ventricle.engine.inference;

import ventricle.engine.domain.ModelRef;

/**
 * A map of model attention over one frame, resampled to its pixels: value at (column, row) belongs
 * to that pixel's centre.
 *
 * @param values rows × columns, 0..1, largest = 1 unless the map is empty; not to be written to
 * @param layer the network layer it was taken at
 */
public record Heatmap(int rows, int columns, float[] values, String layer, ModelRef model) {}
