package ventricle.engine.inference;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Structure;

/**
 * How sure a segmentation network is of a contour, as the Dice with a reader's contour that is to
 * be expected. With p the structure's probability on the crop and M the crop's pixels with p ≥ .5,
 *
 * <pre>s = 2 Σ_M p / (|M| + Σ p)</pre>
 *
 * is the Dice of M with what the network itself expects; the card's curve, fitted on hearts kept
 * from training, turns it into the true one.
 */
final class ContourConfidence {

  private static final float BORDER = 0.5f;

  private final Map<Structure, ModelCard.Curve> curves;
  private final int cavity;
  private final int myocardium;
  private final int rv;

  /**
   * @param card of the segmenter
   * @param rv channel of the RV cavity, negative when there is none
   */
  ContourConfidence(ModelCard card, int cavity, int myocardium, int rv) {
    this.curves = card.confidence() == null ? Map.of() : card.confidence().curves();
    this.cavity = cavity;
    this.myocardium = myocardium;
    this.rv = rv;
  }

  /** The confidence 0..1 in a structure's contour; empty where the card does not calibrate it. */
  Optional<Double> of(PhaseMaps.SliceMaps maps, Structure structure) {
    ModelCard.Curve curve = curves.get(structure);
    float[] map = map(maps, structure);
    return curve == null || map == null
        ? Optional.empty()
        : Optional.of(Math.clamp(curve.at(softDice(map)), 0, 1));
  }

  private float @Nullable [] map(PhaseMaps.SliceMaps maps, Structure structure) {
    return switch (structure) {
      case LV_ENDO -> maps.channels()[cavity];
      case LV_EPI -> maps.sum(cavity, myocardium);
      case RV_ENDO -> rv < 0 ? null : maps.channels()[rv];
      case LV_PAPILLARY -> null;
    };
  }

  /** s of a probability map; 0 where nothing reaches the border. */
  static double softDice(float[] map) {
    double all = 0;
    double inside = 0;
    int count = 0;
    for (float p : map) {
      all += p;
      if (p >= BORDER) {
        inside += p;
        count++;
      }
    }
    return count == 0 ? 0 : 2 * inside / (count + all);
  }
}
