package ventricle.engine.domain;

/** Where a contour came from; shown with it and stored with it. */
public sealed interface Provenance {

  /** Drawn by a model and untouched. */
  record Model(ModelRef model) implements Provenance {}

  /** A model's contour that a reader changed. */
  record EditedModel(ModelRef model, String reader) implements Provenance {}

  /** Drawn by a reader. */
  record Manual(String reader) implements Provenance {}

  /** Computed between contours of other slices or phases; unreviewed until a reader says so. */
  record Interpolated(String reader, String method) implements Provenance {}

  /** Read from a file of another program. */
  record Imported(String source) implements Provenance {}
}
