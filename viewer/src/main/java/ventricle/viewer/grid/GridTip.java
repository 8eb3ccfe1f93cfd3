package ventricle.viewer.grid;

import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Point2D;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** Says in words how sure the model is of the frame that is pointed at. */
final class GridTip {

  private final Tooltip tip = new Tooltip();
  private final Region grid;
  private final Function<Point2D, Optional<Confidence>> under;
  private boolean installed;

  /**
   * @param under the confidence of the frame at a position in the grid; empty where there is none
   */
  GridTip(Region grid, Function<Point2D, Optional<Confidence>> under) {
    this.grid = grid;
    this.under = under;
    tip.setId("confidence-tip");
    tip.setShowDelay(Duration.millis(300));
    grid.addEventFilter(MouseEvent.MOUSE_MOVED, this::moved);
  }

  private void moved(MouseEvent e) {
    Optional<Confidence> found = under.apply(new Point2D(e.getX(), e.getY()));
    found.ifPresent(c -> tip.setText(c.words()));
    if (found.isPresent() != installed) {
      installed = found.isPresent();
      if (installed) {
        Tooltip.install(grid, tip);
      } else {
        tip.hide();
        Tooltip.uninstall(grid, tip);
      }
    }
  }
}
