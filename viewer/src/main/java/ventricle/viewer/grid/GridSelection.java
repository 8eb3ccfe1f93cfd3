package ventricle.viewer.grid;

import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import ventricle.engine.domain.FrameKey;

/** What shows which frame is on the canvas: a frame round its cell, a band behind its row. */
final class GridSelection {

  private final Rectangle row = new Rectangle();
  private final Rectangle cell = new Rectangle();
  private final Pane layer = new Pane(cell);

  GridSelection() {
    row.getStyleClass().add("row-selection");
    row.setArcWidth(12);
    row.setArcHeight(12);
    cell.getStyleClass().add("selection");
    cell.setArcWidth(10);
    cell.setArcHeight(10);
    layer.setMouseTransparent(true);
  }

  /** Lies behind the cells. */
  Rectangle row() {
    return row;
  }

  /** Lies over the cells. */
  Pane layer() {
    return layer;
  }

  /**
   * @param head height above the cells
   */
  void place(GridLayout layout, FrameKey at, GridScroll scroll, double w, double h, double head) {
    layer.resizeRelocate(0, head, w, h - head);
    layer.setClip(new Rectangle(w, h - head));
    Optional<Rectangle2D> found = layout.cellOf(at);
    cell.setVisible(found.isPresent());
    found.ifPresent(
        c -> {
          cell.setX(c.getMinX() - scroll.x() - 2);
          cell.setY(c.getMinY() - scroll.y() - 2);
          cell.setWidth(c.getWidth() + 4);
          cell.setHeight(c.getHeight() + 4);
        });
    boolean there = at.slice() < layout.slices();
    row.setVisible(there);
    if (there) {
      row.setX(4);
      row.setY(head + layout.rowY(at.slice()) - scroll.y() - layout.gapY() / 2);
      row.setWidth(Math.max(0, w - 8));
      row.setHeight(layout.cell() + layout.gapY());
    }
  }
}
