package ventricle.viewer.view;

import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Point;

/**
 * What part of the image is looked at; independent of the size of the window, so that it survives
 * resizing.
 *
 * @param zoom 1 = the whole image just fits
 * @param centre image position in the middle of the screen, null = the middle of the image
 */
public record Viewport(double zoom, @Nullable Point centre) {

  public static final double SMALLEST_ZOOM = .25;
  public static final double LARGEST_ZOOM = 40;

  /** The whole image. */
  public static final Viewport FIT = new Viewport(1, null);

  public Viewport {
    zoom = Math.clamp(zoom, SMALLEST_ZOOM, LARGEST_ZOOM);
  }
}
