package ventricle.viewer.grid;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.overlay.FrameMark;
import ventricle.viewer.overlay.OverlayContour;

/** What the {@link SliceGrid} shows; every change asks for a new drawing. */
abstract class GridProperties extends Region {

  final ObjectProperty<@Nullable CineStack> stack = redrawing("stack");
  final ObjectProperty<WindowLevel> windowLevel = redrawing("windowLevel", new WindowLevel(.5, 1));
  final ObjectProperty<Function<FrameKey, List<OverlayContour>>> contours =
      redrawing("contours", key -> List.of());
  final ObjectProperty<Function<FrameKey, List<OverlayContour>>> offered =
      redrawing("offered", key -> List.of());
  final ObjectProperty<Function<FrameKey, FrameMark>> frameMark =
      redrawing("frameMark", key -> FrameMark.NONE);
  final ObjectProperty<Predicate<FrameKey>> reviewed = redrawing("reviewed", key -> false);
  final ObjectProperty<Function<FrameKey, Optional<Confidence>>> confidence =
      redrawing("confidence", key -> Optional.empty());
  final ObjectProperty<@Nullable Integer> ed = redrawing("ed");
  final ObjectProperty<@Nullable Integer> es = redrawing("es");
  final ObjectProperty<FrameKey> selected = redrawing("selected", new FrameKey(0, 0));
  final BooleanProperty allPhases =
      new SimpleBooleanProperty(this, "allPhases", false) {
        @Override
        protected void invalidated() {
          changed();
        }
      };
  final DoubleProperty cellSize =
      new SimpleDoubleProperty(this, "cellSize", 64) {
        @Override
        protected void invalidated() {
          changed();
        }
      };

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

  /** The stack shown; null shows an empty grid. */
  public ObjectProperty<@Nullable CineStack> stackProperty() {
    return stack;
  }

  public ObjectProperty<WindowLevel> windowLevelProperty() {
    return windowLevel;
  }

  /** What contours a frame has, outermost first. */
  public ObjectProperty<Function<FrameKey, List<OverlayContour>>> contoursProperty() {
    return contours;
  }

  /** What was said about a frame as a whole. */
  public ObjectProperty<Function<FrameKey, FrameMark>> frameMarkProperty() {
    return frameMark;
  }

  /** Which frames bear a review tick. */
  public ObjectProperty<Predicate<FrameKey>> reviewedProperty() {
    return reviewed;
  }

  /** Contours of a frame that count nowhere; {@link OverlayContour#offered}. */
  public ObjectProperty<Function<FrameKey, List<OverlayContour>>> offeredProperty() {
    return offered;
  }

  /** How sure a model is of a frame's contours; empty where none drew there. */
  public ObjectProperty<Function<FrameKey, Optional<Confidence>>> confidenceProperty() {
    return confidence;
  }

  /** 0-based phase of ED; null while unset. */
  public ObjectProperty<@Nullable Integer> edProperty() {
    return ed;
  }

  /** 0-based phase of ES; null while unset. */
  public ObjectProperty<@Nullable Integer> esProperty() {
    return es;
  }

  /** The frame shown on the canvas. */
  public ObjectProperty<FrameKey> selectedProperty() {
    return selected;
  }

  /** All phases instead of ED and ES. */
  public BooleanProperty allPhasesProperty() {
    return allPhases;
  }

  /** Side of a cell in the view of all phases. */
  public DoubleProperty cellSizeProperty() {
    return cellSize;
  }
}
