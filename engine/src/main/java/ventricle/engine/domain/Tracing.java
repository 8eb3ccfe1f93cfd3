package ventricle.engine.domain;

import java.util.Optional;

/** A contour with its provenance, as it lies in a layer. */
public record Tracing(Contour contour, Provenance provenance) {

  /**
   * How sure the model was, 0..1: the Dice with a reader's contour that is to be expected. Empty
   * for a contour that no model drew or a reader changed, and for models that do not say.
   */
  public Optional<Double> confidence() {
    return provenance instanceof Provenance.Model model
        ? Optional.ofNullable(model.confidence())
        : Optional.empty();
  }
}
