package ventricle.viewer.overlay;

import javafx.scene.shape.StrokeLineCap;
import ventricle.engine.domain.Provenance;

/** How the line of a contour tells where it came from. Lengths are screen pixels. */
public enum ContourStyle {
  /** A model's contour that nobody has changed. */
  DASHED(StrokeLineCap.BUTT),
  /** A reader's contour: edited or drawn. */
  SOLID(StrokeLineCap.ROUND),
  /** Interpolated between others; nobody has looked at it. */
  DOTTED(StrokeLineCap.ROUND),
  /** Carried over from another phase or slice; nobody has looked at it. */
  PAIRED_DOTS(StrokeLineCap.ROUND),
  /** Read from a file of another program. */
  DASH_DOT(StrokeLineCap.BUTT),
  /** Left out by a model, so that it counts nowhere; offered to be taken back. */
  FAINT_DOTS(StrokeLineCap.ROUND);

  private final StrokeLineCap cap;

  ContourStyle(StrokeLineCap cap) {
    this.cap = cap;
  }

  public static ContourStyle of(Provenance provenance) {
    return switch (provenance) {
      case Provenance.Model model -> DASHED;
      case Provenance.EditedModel edited -> SOLID;
      case Provenance.Manual manual -> SOLID;
      case Provenance.Interpolated interpolated -> DOTTED;
      case Provenance.Propagated propagated -> PAIRED_DOTS;
      case Provenance.Imported imported -> DASH_DOT;
    };
  }

  public StrokeLineCap cap() {
    return cap;
  }

  /** Whether the line is made of dots, which look thinner than they are. */
  boolean dotted() {
    return this == DOTTED || this == PAIRED_DOTS || this == FAINT_DOTS;
  }

  /** Lengths of dash and gap in turn; empty for a solid line. */
  public double[] dashes() {
    return switch (this) {
      case DASHED -> new double[] {6, 4};
      case SOLID -> new double[0];
      case DOTTED -> new double[] {.1, 4.5};
      case PAIRED_DOTS -> new double[] {.1, 4, .1, 9};
      case DASH_DOT -> new double[] {9, 3.5, 2, 3.5};
      case FAINT_DOTS -> new double[] {.1, 6};
    };
  }
}
