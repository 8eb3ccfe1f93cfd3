package ventricle.viewer.grid;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.view.ImageShape;

/**
 * Small pictures, rendered away from the JavaFX thread and kept; one batch at a time, always for
 * what was asked last. Until a picture is made anew the old one is shown. JavaFX thread only.
 */
final class Thumbnails {

  private static final int KEPT = 2000;
  private static final int BATCH = 24;

  private final Runnable arrived;
  private final LinkedHashMap<FrameKey, Made> made =
      new LinkedHashMap<>(64, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FrameKey, Made> eldest) {
          return size() > KEPT;
        }
      };
  private boolean rendering;
  private int generation;

  /**
   * How pictures are made.
   *
   * @param side of a picture in device pixels
   */
  record Recipe(CineStack stack, WindowLevel window, Crop crop, int side) {
    /** Whether pictures of the same stack would come out alike. */
    boolean same(Recipe other) {
      return side == other.side && window.equals(other.window) && crop.equals(other.crop);
    }
  }

  private record Made(Recipe recipe, Image image) {}

  /**
   * @param arrived called on the JavaFX thread after new pictures came in
   */
  Thumbnails(Runnable arrived) {
    this.arrived = arrived;
  }

  /** Another stack: what was made is of no use. */
  void forget() {
    made.clear();
    generation++;
    rendering = false;
  }

  /** The newest picture of a frame that there is. */
  Optional<Image> image(FrameKey key) {
    return Optional.ofNullable(made.get(key)).map(Made::image);
  }

  /** Sees to it that these frames have pictures of this recipe soon. */
  void want(List<FrameKey> frames, Recipe recipe) {
    if (rendering) {
      return;
    }
    List<FrameKey> missing =
        frames.stream()
            .filter(k -> !upToDate(k, recipe) && recipe.stack.frame(k).isPresent())
            .limit(BATCH)
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    rendering = true;
    int wanted = generation;
    Thread.ofPlatform()
        .daemon()
        .name("thumbnails")
        .start(
            () -> {
              Map<FrameKey, int[]> pictures = new HashMap<>();
              try {
                missing.forEach(key -> pictures.put(key, render(key, recipe)));
              } finally {
                Platform.runLater(() -> keep(pictures, recipe, wanted));
              }
            });
  }

  private boolean upToDate(FrameKey key, Recipe recipe) {
    Made m = made.get(key);
    return m != null && m.recipe.same(recipe);
  }

  private void keep(Map<FrameKey, int[]> pictures, Recipe recipe, int wanted) {
    if (wanted != generation) {
      return;
    }
    rendering = false;
    if (pictures.isEmpty()) {
      return;
    }
    pictures.forEach(
        (key, argb) ->
            made.put(
                key,
                new Made(
                    recipe,
                    new WritableImage(
                        new PixelBuffer<>(
                            recipe.side,
                            recipe.side,
                            IntBuffer.wrap(argb),
                            PixelFormat.getIntArgbPreInstance())))));
    arrived.run();
  }

  private static int[] render(FrameKey key, Recipe recipe) {
    CineFrame frame = recipe.stack.frame(key).orElseThrow();
    double aspect = ImageShape.of(recipe.stack.slice(key.slice())).pixelAspect();
    return ThumbnailRenderer.render(
        frame.pixels(), aspect, recipe.window, recipe.crop, recipe.side);
  }
}
