package ventricle.app.review;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableDoubleValue;
import javafx.css.PseudoClass;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import ventricle.viewer.canvas.CineCanvas;

/** The image that is worked on, alone or with a companion of the same size. */
final class SideBySide extends Region {

  private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");
  private static final double GAP = 2;

  private final ObservableDoubleValue covered;
  private final StackPane main;
  private final CineCanvas canvas;
  private final ObjectProperty<@Nullable Companion> companion = new SimpleObjectProperty<>();
  private @Nullable StackPane beside;

  /**
   * @param canvas shows the frame that is worked on
   * @param covered how much of the left side lies under other controls
   */
  SideBySide(CineCanvas canvas, ObservableDoubleValue covered) {
    this.canvas = canvas;
    this.covered = covered;
    this.main = pane(canvas);
    getChildren().add(main);
    companion.subscribe(this::change);
  }

  private static StackPane pane(CineCanvas canvas) {
    StackPane pane = new StackPane(canvas);
    pane.getStyleClass().add("frame-pane");
    return pane;
  }

  /** What stands beside; null for nothing. */
  ObjectProperty<@Nullable Companion> companionProperty() {
    return companion;
  }

  /** The frame that is worked on has changed, or what is known about it. */
  void follow() {
    Companion other = companion.get();
    if (other != null) {
      other.follow();
      arrange();
    }
  }

  private void change(@Nullable Companion other) {
    if (beside != null) {
      getChildren().remove(beside);
      beside = null;
    }
    if (other != null) {
      beside = pane(other.canvas());
      getChildren().add(beside);
    }
    main.pseudoClassStateChanged(ACTIVE, other != null);
    follow();
    arrange();
  }

  private void arrange() {
    Companion other = companion.get();
    boolean mainIsLeft = other == null || other.right();
    cover(canvas, mainIsLeft);
    if (other != null) {
      cover(other.canvas(), !mainIsLeft);
    }
    requestLayout();
  }

  private void cover(CineCanvas image, boolean left) {
    image.coveredLeftProperty().unbind();
    if (left) {
      image.coveredLeftProperty().bind(covered);
    } else {
      image.coveredLeftProperty().set(0);
    }
  }

  /** Moves no node to another place in the scene, so that the keyboard stays where it is. */
  @Override
  protected void layoutChildren() {
    double w = getWidth();
    double h = getHeight();
    Companion other = companion.get();
    if (beside == null || other == null) {
      main.resizeRelocate(0, 0, w, h);
      return;
    }
    double half = snapSizeX((w - GAP) / 2);
    double rest = w - GAP - half;
    StackPane left = other.right() ? main : beside;
    StackPane right = other.right() ? beside : main;
    left.resizeRelocate(0, 0, half, h);
    right.resizeRelocate(half + GAP, 0, rest, h);
  }
}
