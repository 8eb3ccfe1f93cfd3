package ventricle.viewer.overlay;

import javafx.scene.paint.Color;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.Mark;

/**
 * The one place for the colours of structures and of the two marks. They differ in lightness and
 * along blue–yellow, so that they stay apart with red–green colour blindness, and each has a
 * contrast of at least 3 : 1 against black and mid-grey myocardium. Drawn over images, which are
 * dark in both themes.
 */
public final class StructureColours {

  private static final Color ORANGE = Color.web("#f5813f");
  private static final Color SKY_BLUE = Color.web("#4db8f0");
  private static final Color YELLOW = Color.web("#f2d13c");
  private static final Color MINT = Color.web("#b8f5d8");

  private StructureColours() {}

  public static Color of(Structure structure) {
    return switch (structure) {
      case LV_ENDO -> ORANGE;
      case LV_EPI -> SKY_BLUE;
      case RV_ENDO -> YELLOW;
      case LV_PAPILLARY -> MINT;
    };
  }

  /** ED blue and ES orange, as in the curves. */
  public static Color of(Mark mark) {
    return switch (mark) {
      case ED -> SKY_BLUE;
      case ES -> ORANGE;
    };
  }

  /** The colour for style sheets and documents: {@code #rrggbb}. */
  public static String web(Structure structure) {
    return web(of(structure));
  }

  public static String web(Mark mark) {
    return web(of(mark));
  }

  private static String web(Color c) {
    return "#%02x%02x%02x"
        .formatted(
            Math.round(c.getRed() * 255),
            Math.round(c.getGreen() * 255),
            Math.round(c.getBlue() * 255));
  }
}
