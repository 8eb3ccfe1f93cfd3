package ventricle.viewer.overlay;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import ventricle.engine.inference.Heatmap;

/**
 * Heatmaps as pictures over the image: the colour says how much, and low values are transparent so
 * that the anatomy stays visible. Keeps the picture of the last map.
 */
public final class HeatmapImages {

  /** Below this value nothing is painted. */
  private static final double FLOOR = .12;

  private final ColourMap colours;
  private @Nullable Heatmap last;
  private @Nullable Image picture;

  public HeatmapImages(ColourMap colours) {
    this.colours = colours;
  }

  public ColourMap colours() {
    return colours;
  }

  /** One picture pixel per image pixel. */
  public Image image(Heatmap map) {
    Image kept = picture;
    if (kept != null && map.equals(last)) {
      return kept;
    }
    int[] argb = new int[map.rows() * map.columns()];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = premultiplied(map.values()[i]);
    }
    Image made =
        new WritableImage(
            new PixelBuffer<>(
                map.columns(),
                map.rows(),
                IntBuffer.wrap(argb),
                PixelFormat.getIntArgbPreInstance()));
    last = map;
    picture = made;
    return made;
  }

  private int premultiplied(float value) {
    double alpha = Math.clamp((value - FLOOR) / (.6 - FLOOR), 0, 1);
    int rgb = colours.rgb(value);
    int r = (int) Math.round((rgb >> 16 & 0xff) * alpha);
    int g = (int) Math.round((rgb >> 8 & 0xff) * alpha);
    int b = (int) Math.round((rgb & 0xff) * alpha);
    return (int) Math.round(255 * alpha) << 24 | r << 16 | g << 8 | b;
  }
}
