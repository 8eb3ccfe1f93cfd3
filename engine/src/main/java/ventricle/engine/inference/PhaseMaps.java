package ventricle.engine.inference;

import java.util.List;
import ventricle.engine.geometry.CropGrid;

/**
 * What a segmentation network says about one phase.
 *
 * @param slices of the slices that were looked at, basal first
 */
record PhaseMaps(int phase, List<SliceMaps> slices) {

  /**
   * Probabilities of one slice.
   *
   * @param slice 0-based
   * @param channels one map per channel of the card, on the crop, row by row
   */
  record SliceMaps(int slice, CropGrid grid, float[][] channels) {

    /** Index of the channel with the largest probability at a crop pixel. */
    int winner(int pixel) {
      int best = 0;
      for (int c = 1; c < channels.length; c++) {
        if (channels[c][pixel] > channels[best][pixel]) {
          best = c;
        }
      }
      return best;
    }

    /** Sum of two channels. */
    float[] sum(int a, int b) {
      float[] sum = channels[a].clone();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += channels[b][i];
      }
      return sum;
    }
  }
}
