package ventricle.viewer.canvas;

import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import ventricle.engine.domain.PixelSpacing;
import ventricle.viewer.view.EdgeLetters;
import ventricle.viewer.view.ImageTransform;
import ventricle.viewer.view.ScaleBar;

/** Text over the image: corners, the patient's sides at the edges, the scale bar. */
final class HeadsUp extends Pane {

  private static final double MARGIN = 16;
  private static final double LETTER_MARGIN = 10;

  final DoubleProperty coveredLeft =
      new SimpleDoubleProperty() {
        @Override
        protected void invalidated() {
          requestLayout();
        }
      };
  final Label topLeft = corner(Pos.TOP_LEFT);
  final Label topRight = corner(Pos.TOP_RIGHT);
  final Label bottomLeft = corner(Pos.BOTTOM_LEFT);
  final Label bottomRight = corner(Pos.BOTTOM_RIGHT);
  private final Label left = letter();
  private final Label right = letter();
  private final Label top = letter();
  private final Label bottom = letter();
  private final Label barText = new Label();
  private final Region bar = new Region();
  private final VBox scaleBar = new VBox(3, barText, bar);
  private double barLength;

  HeadsUp() {
    setMouseTransparent(true);
    setPickOnBounds(false);
    topLeft.getStyleClass().add("notice");
    barText.getStyleClass().add("scale-text");
    bar.getStyleClass().add("scale-bar");
    bar.setMinHeight(6);
    bar.setPrefHeight(6);
    bar.setMaxWidth(Region.USE_PREF_SIZE);
    scaleBar.setAlignment(Pos.BOTTOM_CENTER);
    scaleBar.setVisible(false);
    getChildren()
        .addAll(topLeft, topRight, bottomLeft, bottomRight, left, right, top, bottom, scaleBar);
  }

  private static Label corner(Pos alignment) {
    Label label = new Label();
    label.getStyleClass().add("heads-up");
    label.setAlignment(alignment);
    label.setTextAlignment(
        switch (alignment.getHpos()) {
          case LEFT -> javafx.scene.text.TextAlignment.LEFT;
          case CENTER -> javafx.scene.text.TextAlignment.CENTER;
          case RIGHT -> javafx.scene.text.TextAlignment.RIGHT;
        });
    return label;
  }

  private static Label letter() {
    Label label = new Label();
    label.getStyleClass().add("edge-letter");
    return label;
  }

  void show(EdgeLetters letters) {
    left.setText(letters.left());
    right.setText(letters.right());
    top.setText(letters.top());
    bottom.setText(letters.bottom());
  }

  /** Adapts the scale bar to the zoom; hides it where the spacing is unknown. */
  void show(ImageTransform transform, @org.jspecify.annotations.Nullable PixelSpacing spacing) {
    Optional<ScaleBar> fitting =
        spacing == null
            ? Optional.empty()
            : ScaleBar.of(transform, spacing, Math.max(40, getWidth() * .16));
    scaleBar.setVisible(fitting.isPresent());
    fitting.ifPresent(
        b -> {
          if (b.screenLength() != barLength) {
            barLength = b.screenLength();
            barText.setText(
                b.millimetres() % 10 == 0 ? b.millimetres() / 10 + " cm" : b.millimetres() + " mm");
            bar.setPrefWidth(b.screenLength());
            requestLayout();
          }
        });
  }

  @Override
  protected void layoutChildren() {
    double w = getWidth();
    double h = getHeight();
    place(topLeft, coveredLeft.get() + MARGIN, MARGIN);
    place(topRight, w - MARGIN - width(topRight), MARGIN);
    place(bottomLeft, MARGIN, h - MARGIN - height(bottomLeft));
    place(bottomRight, w - MARGIN - width(bottomRight), h - MARGIN - height(bottomRight));
    place(left, coveredLeft.get() + LETTER_MARGIN, (h - height(left)) / 2);
    place(right, w - LETTER_MARGIN - width(right), (h - height(right)) / 2);
    place(top, (w - width(top)) / 2, LETTER_MARGIN);
    place(bottom, (w - width(bottom)) / 2, h - LETTER_MARGIN - height(bottom));
    double aboveText = height(bottomRight) == 0 ? 0 : height(bottomRight) + 12;
    place(
        scaleBar,
        w - MARGIN - width(scaleBar),
        h - MARGIN - height(scaleBar) - (bottomRight.getText().isEmpty() ? 0 : aboveText));
  }

  private static double width(Node node) {
    return Math.ceil(node.prefWidth(-1));
  }

  private static double height(Node node) {
    return Math.ceil(node.prefHeight(-1));
  }

  private void place(Node node, double x, double y) {
    node.resizeRelocate(snapPositionX(x), snapPositionY(y), width(node), height(node));
  }
}
