package ventricle.viewer.canvas;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.viewer.overlay.ContourPainter;
import ventricle.viewer.overlay.ContourStyle;
import ventricle.viewer.overlay.DraftPainter;
import ventricle.viewer.overlay.FrameMark;
import ventricle.viewer.overlay.FrameMarkPainter;
import ventricle.viewer.overlay.HeatmapImages;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.overlay.StructureColours;
import ventricle.viewer.tool.ToolDraft;
import ventricle.viewer.view.ImageTransform;

/** Draws a {@link CanvasScene}. */
final class CanvasPainter {

  private static final double EMPHASIS = .8;
  private static final double SIGN_RADIUS = 13;
  private static final double SIGN_TOP = 48;

  private final HeatmapImages heatmaps;
  private final ContourPainter contours = new ContourPainter();
  private final FrameMarkPainter marks = new FrameMarkPainter();
  private final DraftPainter drafts = new DraftPainter();

  CanvasPainter(HeatmapImages heatmaps) {
    this.heatmaps = heatmaps;
  }

  void paint(GraphicsContext gc, double width, double height, @Nullable CanvasScene scene) {
    gc.setGlobalAlpha(1);
    gc.setFill(Color.BLACK);
    gc.fillRect(0, 0, width, height);
    if (scene == null) {
      return;
    }
    if (scene.image() != null) {
      gc.setImageSmoothing(scene.smooth());
      draw(gc, scene.image(), scene.transform());
    }
    if (scene.heatmap() != null && scene.heatmapOpacity() > 0) {
      gc.setImageSmoothing(true);
      gc.setGlobalAlpha(scene.heatmapOpacity());
      draw(gc, heatmaps.image(scene.heatmap()), scene.transform());
      gc.setGlobalAlpha(1);
    }
    marks.ground(gc, scene.mark(), 0, 0, width, height);
    gc.setGlobalAlpha(scene.mark() == FrameMark.EXCLUDED ? FrameMarkPainter.FADED : 1);
    contours(gc, scene);
    gc.setGlobalAlpha(1);
    marks.sign(gc, scene.mark(), width / 2, SIGN_TOP, SIGN_RADIUS);
    drafts.paint(
        gc,
        scene.transform(),
        scene.draft(),
        scene.target() == null ? Color.WHITE : StructureColours.of(scene.target()));
  }

  /** The picture's corner lies at the corner of the first pixel: both count pixels as areas. */
  private static void draw(GraphicsContext gc, Image image, ImageTransform t) {
    gc.drawImage(image, t.originX(), t.originY(), t.imageWidth(), t.imageHeight());
  }

  /** Whether a tool is drawing the structure anew, so that the draft stands for it. */
  private static boolean redrawn(OverlayContour contour, CanvasScene scene) {
    return contour.structure() == scene.target() && scene.draft().contour() != null;
  }

  private void contours(GraphicsContext gc, CanvasScene scene) {
    ToolDraft draft = scene.draft();
    for (OverlayContour contour : scene.offered()) {
      if (!redrawn(contour, scene)) {
        contours.paint(gc, scene.transform(), contour, ContourPainter.LINE);
      }
    }
    for (OverlayContour contour : scene.contours()) {
      if (redrawn(contour, scene)) {
        continue;
      }
      boolean target = contour.structure() == scene.target();
      contours.paint(
          gc,
          scene.transform(),
          contour,
          target && draft.lit() ? ContourPainter.LINE + EMPHASIS : ContourPainter.LINE);
      if (contour.accepted()) {
        contours.tick(gc, scene.transform(), contour);
      }
    }
    Contour drafted = draft.contour();
    if (drafted != null && scene.target() != null) {
      contours.stroke(
          gc,
          scene.transform(),
          drafted,
          ContourStyle.SOLID,
          StructureColours.of(scene.target()),
          ContourPainter.LINE + EMPHASIS);
    }
  }
}
