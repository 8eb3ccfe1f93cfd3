package ventricle.engine.domain;

import org.jspecify.annotations.Nullable;

/** Where a contour came from; shown with it and stored with it. */
public sealed interface Provenance {

  /** Whether it was worked out from other contours, so that nobody has drawn or changed it here. */
  default boolean computed() {
    return switch (this) {
      case Interpolated p -> true;
      case Propagated p -> true;
      case Model p -> false;
      case EditedModel p -> false;
      case Manual p -> false;
      case Imported p -> false;
    };
  }

  /** Whether a person drew or changed it, or brought it from elsewhere. */
  default boolean byHand() {
    return !computed() && !(this instanceof Model);
  }

  /**
   * Drawn by a model and untouched.
   *
   * @param confidence the Dice with a reader's contour that is to be expected, 0..1; null where the
   *     model does not say
   */
  record Model(ModelRef model, @Nullable Double confidence) implements Provenance {
    public Model {
      if (confidence != null && !(confidence >= 0 && confidence <= 1)) {
        throw new IllegalArgumentException("a confidence lies between 0 and 1: " + confidence);
      }
    }

    /** Without a confidence. */
    public Model(ModelRef model) {
      this(model, null);
    }
  }

  /** A model's contour that a reader changed. */
  record EditedModel(ModelRef model, String reader) implements Provenance {}

  /** Drawn by a reader. */
  record Manual(String reader) implements Provenance {}

  /** Computed between contours of other slices or phases; unreviewed until a reader says so. */
  record Interpolated(String reader, String method) implements Provenance {}

  /**
   * Carried over from the contour of another phase or slice; unreviewed until a reader says so.
   *
   * @param method how: a registration of the images, or a plain copy
   */
  record Propagated(String reader, String method) implements Provenance {}

  /** Read from a file of another program. */
  record Imported(String source) implements Provenance {}
}
