package ventricle.viewer.grid;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.ScrollBar;

/** Two scroll bars that show themselves only when something is out of view. */
final class GridScroll {

  private static final double BAR = 10;

  private final ScrollBar horizontal = new ScrollBar();
  private final ScrollBar vertical = new ScrollBar();

  GridScroll(Runnable moved) {
    vertical.setOrientation(Orientation.VERTICAL);
    for (ScrollBar bar : bars()) {
      bar.setManaged(false);
      bar.setFocusTraversable(false);
      bar.setMin(0);
      bar.valueProperty().subscribe(moved);
    }
  }

  List<ScrollBar> bars() {
    return List.of(horizontal, vertical);
  }

  /** Whole pixels by which the content is moved left. */
  double x() {
    return Math.round(horizontal.getValue());
  }

  double y() {
    return Math.round(vertical.getValue());
  }

  /** Fits the bars to a control of a size whose content begins below a head. */
  void place(GridLayout layout, double width, double height, double head) {
    fit(horizontal, layout.contentWidth(), width);
    fit(vertical, layout.contentHeight(), height - head);
    horizontal.resizeRelocate(0, height - BAR, width, BAR);
    vertical.resizeRelocate(width - BAR, head, BAR, height - head);
  }

  private static void fit(ScrollBar bar, double content, double room) {
    double most = Math.max(0, content - room);
    bar.setVisible(most > .5);
    bar.setMax(most);
    bar.setVisibleAmount(content <= 0 ? 1 : most * room / content);
    bar.setValue(Math.clamp(bar.getValue(), 0, most));
  }

  /** Moves by wheel distances; sideways with shift or where there is nothing above or below. */
  void by(double dx, double dy, boolean sideways) {
    ScrollBar bar = sideways || dx != 0 || !vertical.isVisible() ? horizontal : vertical;
    double distance = dx != 0 ? dx : dy;
    bar.setValue(Math.clamp(bar.getValue() - distance, 0, bar.getMax()));
  }

  /** Moves as little as needed to bring a cell into view. */
  void reveal(Rectangle2D cell, double width, double height) {
    reveal(horizontal, cell.getMinX(), cell.getMaxX(), width);
    reveal(vertical, cell.getMinY(), cell.getMaxY(), height);
  }

  private static void reveal(ScrollBar bar, double start, double end, double room) {
    if (start < bar.getValue()) {
      bar.setValue(Math.clamp(start - 4, 0, bar.getMax()));
    } else if (end > bar.getValue() + room) {
      bar.setValue(Math.clamp(end + 4 - room, 0, bar.getMax()));
    }
  }
}
