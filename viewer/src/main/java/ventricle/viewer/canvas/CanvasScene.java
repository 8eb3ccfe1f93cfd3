package ventricle.viewer.canvas;

import java.util.List;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.inference.Heatmap;
import ventricle.viewer.overlay.FrameMark;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.tool.ToolDraft;
import ventricle.viewer.view.ImageTransform;

/**
 * Everything one drawing of the canvas shows.
 *
 * @param image null where the stack lacks the frame
 * @param smooth whether pixels are blended when enlarged
 * @param heatmap null for none
 * @param contours outermost first
 * @param offered contours that count nowhere, drawn below the others
 * @param mark what was said about the frame as a whole
 * @param target the structure a tool edits, null for none; its contour gives way to the draft's
 */
record CanvasScene(
    ImageTransform transform,
    Slice slice,
    @Nullable Image image,
    boolean smooth,
    @Nullable Heatmap heatmap,
    double heatmapOpacity,
    List<OverlayContour> contours,
    List<OverlayContour> offered,
    FrameMark mark,
    @Nullable Structure target,
    ToolDraft draft) {}
