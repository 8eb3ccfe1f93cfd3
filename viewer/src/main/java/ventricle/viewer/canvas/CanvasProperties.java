package ventricle.viewer.canvas;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.inference.Heatmap;
import ventricle.viewer.cine.FrameCache;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.overlay.FrameMark;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.tool.BrowseTool;
import ventricle.viewer.tool.Tool;
import ventricle.viewer.view.Viewport;

/** What the {@link CineCanvas} shows; every change asks for a new drawing. */
abstract class CanvasProperties extends Region {

  final ObjectProperty<@Nullable FrameCache> frames = redrawing("frames");
  final ObjectProperty<FrameKey> frame = redrawing("frame", new FrameKey(0, 0));
  final ObjectProperty<WindowLevel> windowLevel = redrawing("windowLevel", new WindowLevel(.5, 1));
  final ObjectProperty<Viewport> viewport = redrawing("viewport", Viewport.FIT);
  final ObjectProperty<Function<FrameKey, List<OverlayContour>>> contours =
      redrawing("contours", key -> List.of());
  final ObjectProperty<Function<FrameKey, List<OverlayContour>>> offered =
      redrawing("offered", key -> List.of());
  final ObjectProperty<Function<FrameKey, FrameMark>> frameMark =
      redrawing("frameMark", key -> FrameMark.NONE);
  final ObjectProperty<Function<FrameKey, Optional<Point>>> insertion =
      redrawing("insertion", key -> Optional.empty());
  final BooleanProperty contoursVisible = redrawing("contoursVisible", true);
  final ObjectProperty<@Nullable Heatmap> heatmap = redrawing("heatmap");
  final DoubleProperty heatmapOpacity =
      new SimpleDoubleProperty(this, "heatmapOpacity", .5) {
        @Override
        protected void invalidated() {
          changed();
        }
      };
  final BooleanProperty playing = redrawing("playing", false);
  final ObjectProperty<Tool> tool = redrawing("tool", new BrowseTool());
  final ObjectProperty<@Nullable Editing> editing = redrawing("editing");

  /** Something that is drawn has another value. */
  abstract void changed();

  private <T> ObjectProperty<T> redrawing(String name, T initial) {
    ObjectProperty<T> property = redrawing(name);
    property.set(initial);
    return property;
  }

  private <T extends @Nullable Object> ObjectProperty<T> redrawing(String name) {
    return new SimpleObjectProperty<>(this, name) {
      @Override
      protected void invalidated() {
        changed();
      }
    };
  }

  private BooleanProperty redrawing(String name, boolean initial) {
    return new SimpleBooleanProperty(this, name, initial) {
      @Override
      protected void invalidated() {
        changed();
      }
    };
  }

  /** The pictures of the stack; null shows an empty screen. */
  public ObjectProperty<@Nullable FrameCache> framesProperty() {
    return frames;
  }

  /** The slice and phase shown. */
  public ObjectProperty<FrameKey> frameProperty() {
    return frame;
  }

  public ObjectProperty<WindowLevel> windowLevelProperty() {
    return windowLevel;
  }

  public ObjectProperty<Viewport> viewportProperty() {
    return viewport;
  }

  /** What contours a frame has, outermost first; see {@link OverlayContour#of}. */
  public ObjectProperty<Function<FrameKey, List<OverlayContour>>> contoursProperty() {
    return contours;
  }

  /**
   * Contours of a frame that no tool edits and no number counts; {@link OverlayContour#offered}.
   */
  public ObjectProperty<Function<FrameKey, List<OverlayContour>>> offeredProperty() {
    return offered;
  }

  /** The anterior RV insertion point of a frame; empty where it is not shown. */
  public ObjectProperty<Function<FrameKey, Optional<Point>>> insertionProperty() {
    return insertion;
  }

  /** What was said about a frame as a whole. */
  public ObjectProperty<Function<FrameKey, FrameMark>> frameMarkProperty() {
    return frameMark;
  }

  public BooleanProperty contoursVisibleProperty() {
    return contoursVisible;
  }

  /** The map over the frame shown; null for none. */
  public ObjectProperty<@Nullable Heatmap> heatmapProperty() {
    return heatmap;
  }

  /** 0 to 1. */
  public DoubleProperty heatmapOpacityProperty() {
    return heatmapOpacity;
  }

  /** While playing, enlarged pixels are not blended. */
  public BooleanProperty playingProperty() {
    return playing;
  }

  public ObjectProperty<Tool> toolProperty() {
    return tool;
  }

  /** Who edits which structure; null keeps every tool from changing anything. */
  public ObjectProperty<@Nullable Editing> editingProperty() {
    return editing;
  }
}
