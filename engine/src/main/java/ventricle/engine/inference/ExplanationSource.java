package ventricle.engine.inference;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Structure;

/**
 * Where heatmaps come from: one model, one way of asking it, one of its layers.
 *
 * @param id stable: the model's id and the network output, "m4-lv-unet/gradcam_deep"
 * @param method the published method, "M1" … "M7"
 * @param title of the model, from its card
 * @param layer the network layer the map is taken at
 * @param isDefault whether it is the layer to show first of this model
 * @param structures what it can explain
 */
public record ExplanationSource(
    String id,
    ModelRef model,
    String method,
    String title,
    Kind kind,
    String layer,
    boolean isDefault,
    Set<Structure> structures) {

  /** What the values of the maps are. */
  public enum Kind {
    /**
     * Gradient-weighted activation (Selvaraju et al., ICCV 2017), scaled to its largest value:
     * tells where, not how much.
     */
    GRAD_CAM,
    /** Class activation map whose values are probabilities. */
    CAM
  }

  public ExplanationSource {
    structures =
        Collections.unmodifiableSet(
            structures.isEmpty() ? EnumSet.noneOf(Structure.class) : EnumSet.copyOf(structures));
  }

  /** The source for an output of a model's network. */
  static ExplanationSource of(
      ModelCard card, ModelCard.Output output, Kind kind, Set<Structure> structures) {
    return new ExplanationSource(
        card.id() + "/" + output.name(),
        card.ref(),
        card.method(),
        card.title(),
        kind,
        output.layer() == null ? output.name() : output.layer(),
        output.isDefault(),
        structures);
  }
}
