package ventricle.viewer.overlay;

import javafx.scene.paint.Color;
import ventricle.engine.domain.Structure;
import ventricle.engine.report.StructureColour;
import ventricle.engine.review.Mark;

/**
 * The colours of structures, as in the report, and of the two marks. They differ in lightness and
 * along blue–yellow, so that they stay apart with red–green colour blindness, and each has a
 * contrast of at least 3 : 1 against black and mid-grey myocardium. Drawn over images, which are
 * dark in both themes.
 */
public final class StructureColours {

  private StructureColours() {}

  public static Color of(Structure structure) {
    return colour(StructureColour.of(structure));
  }

  /** ED blue and ES orange, as in the curves. */
  public static Color of(Mark mark) {
    return switch (mark) {
      case ED -> colour(StructureColour.LV_EPI);
      case ES -> colour(StructureColour.LV_ENDO);
    };
  }

  /** The colour for style sheets and documents: {@code #rrggbb}. */
  public static String web(Structure structure) {
    return web(of(structure));
  }

  public static String web(Mark mark) {
    return web(of(mark));
  }

  private static Color colour(StructureColour colour) {
    int rgb = colour.rgb();
    return Color.rgb(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
  }

  private static String web(Color c) {
    return "#%02x%02x%02x"
        .formatted(
            Math.round(c.getRed() * 255),
            Math.round(c.getGreen() * 255),
            Math.round(c.getBlue() * 255));
  }
}
