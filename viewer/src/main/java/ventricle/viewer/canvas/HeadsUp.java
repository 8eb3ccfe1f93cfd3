package ventricle.viewer.canvas;

import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Pos;
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
  private static final double GAP = 12;

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
    topLeft.setWrapText(true);
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

  /** Where there is little room, text makes way for the letters, and the right for the left. */
  @Override
  protected void layoutChildren() {
    double w = getWidth();
    double h = getHeight();
    double from = coveredLeft.get() + MARGIN;
    place(left, coveredLeft.get() + LETTER_MARGIN, (h - height(left)) / 2);
    place(right, w - LETTER_MARGIN - width(right), (h - height(right)) / 2);
    place(top, (w - width(top)) / 2, LETTER_MARGIN);
    place(bottom, (w - width(bottom)) / 2, h - LETTER_MARGIN - height(bottom));
    double besideLetter = (w - width(top)) / 2 - GAP;
    topLeft.setMaxWidth(Math.max(MARGIN, w - from - MARGIN));
    double topY = from + width(topLeft) > besideLetter ? LETTER_MARGIN + height(top) + 2 : MARGIN;
    place(topLeft, from, topY);
    place(topRight, w - MARGIN - width(topRight), MARGIN);
    double low = h - MARGIN;
    double longest = Math.max(width(bottomLeft), width(bottomRight));
    if (MARGIN + longest > (w - width(bottom)) / 2 - GAP) {
      low = h - LETTER_MARGIN - height(bottom) - 2;
    }
    place(bottomLeft, MARGIN, low - height(bottomLeft));
    boolean crowded = width(bottomLeft) + width(bottomRight) + 2 * MARGIN + GAP > w;
    double lowRight = crowded ? low - height(bottomLeft) - GAP : low;
    place(bottomRight, w - MARGIN - width(bottomRight), lowRight - height(bottomRight));
    double aboveText = bottomRight.getText().isEmpty() ? low : lowRight - height(bottomRight) - GAP;
    place(scaleBar, w - MARGIN - width(scaleBar), aboveText - height(scaleBar));
  }

  private static double width(Region node) {
    double widest = node.getMaxWidth() > 0 ? node.getMaxWidth() : Double.MAX_VALUE;
    return Math.ceil(Math.min(node.prefWidth(-1), widest));
  }

  private static double height(Region node) {
    return Math.ceil(node.prefHeight(width(node)));
  }

  private void place(Region node, double x, double y) {
    node.resizeRelocate(snapPositionX(x), snapPositionY(y), width(node), height(node));
  }
}
