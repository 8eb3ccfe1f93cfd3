package ventricle.viewer.overlay;

import java.util.List;
import javafx.scene.shape.StrokeLineCap;
import ventricle.engine.domain.Provenance;

/** How the line of a contour tells where it came from. Lengths are screen pixels. */
public enum ContourStyle {
  /** A model's contour that nobody has changed. */
  DASHED(StrokeLineCap.BUTT, 6.0, 4.0),
  /** A reader's contour: edited or drawn. */
  SOLID(StrokeLineCap.ROUND),
  /** Interpolated between others; nobody has looked at it. */
  DOTTED(StrokeLineCap.ROUND, .1, 4.5),
  /** Read from a file of another program. */
  DASH_DOT(StrokeLineCap.BUTT, 9.0, 3.5, 2.0, 3.5);

  private final StrokeLineCap cap;
  private final List<Double> dashes;

  ContourStyle(StrokeLineCap cap, Double... dashes) {
    this.cap = cap;
    this.dashes = List.of(dashes);
  }

  public static ContourStyle of(Provenance provenance) {
    return switch (provenance) {
      case Provenance.Model model -> DASHED;
      case Provenance.EditedModel edited -> SOLID;
      case Provenance.Manual manual -> SOLID;
      case Provenance.Interpolated interpolated -> DOTTED;
      case Provenance.Imported imported -> DASH_DOT;
    };
  }

  public StrokeLineCap cap() {
    return cap;
  }

  /** Lengths of dash and gap in turn; empty for a solid line. */
  public double[] dashes() {
    return dashes.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
