package ventricle.engine.review;

/** How contours of several places came about at once, so that undo can name the step. */
public enum Filling {
  /** Interpolated between slices of one phase. */
  BETWEEN_SLICES,
  /** Interpolated between phases of one slice. */
  BETWEEN_PHASES,
  /** Carried to other phases by registering the images. */
  PROPAGATED,
  /** Copied as they are. */
  COPIED,
  /** Read from a file of another program. */
  IMPORTED,
  /** What the model had left out, as it drew it. */
  TAKEN_BACK
}
