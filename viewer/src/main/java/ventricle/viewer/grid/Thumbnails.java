package ventricle.viewer.grid;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

  /**
   * How pictures are made.
   *
   * @param side of a picture in device pixels
   */
  record Recipe(CineStack stack, WindowLevel window, Crop crop, int side) {
    boolean same(Recipe other) {
      return stack == other.stack
          && side == other.side
          && window.equals(other.window)
          && crop.equals(other.crop);
    }
  }

  private record Made(Recipe recipe, Image image) {}

  /**
   * @param arrived called on the JavaFX thread after new pictures came in
   */
  Thumbnails(Runnable arrived) {
    this.arrived = arrived;
  }

  /** The newest picture of a frame that there is, of this stack. */
  Optional<Image> image(FrameKey key, CineStack stack) {
    Made m = made.get(key);
    return m == null || m.recipe.stack != stack ? Optional.empty() : Optional.of(m.image);
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
    CompletableFuture.supplyAsync(() -> render(missing, recipe))
        .whenComplete((pictures, failure) -> Platform.runLater(() -> keep(pictures, recipe)));
  }

  private boolean upToDate(FrameKey key, Recipe recipe) {
    Made m = made.get(key);
    return m != null && m.recipe.same(recipe);
  }

  private void keep(
      @org.jspecify.annotations.Nullable Map<FrameKey, int[]> pictures, Recipe recipe) {
    rendering = false;
    if (pictures == null) {
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

  private static Map<FrameKey, int[]> render(List<FrameKey> frames, Recipe recipe) {
    Map<FrameKey, int[]> pictures = new HashMap<>();
    for (FrameKey key : frames) {
      CineFrame frame = recipe.stack.frames().get(key);
      if (frame != null) {
        double aspect = ImageShape.of(recipe.stack.slice(key.slice())).pixelAspect();
        pictures.put(
            key,
            ThumbnailRenderer.render(
                frame.pixels(), aspect, recipe.window, recipe.crop, recipe.side));
      }
    }
    return pictures;
  }
}
