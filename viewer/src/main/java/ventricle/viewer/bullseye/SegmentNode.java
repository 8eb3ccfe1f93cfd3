package ventricle.viewer.bullseye;

import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Text;
import ventricle.engine.measure.regional.BullseyeColours;
import ventricle.engine.measure.regional.BullseyeGeometry.At;
import ventricle.engine.measure.regional.BullseyeGeometry.Sector;
import ventricle.engine.measure.regional.BullseyeQuantity;

/**
 * One segment with its number and mark. Style class {@code segment}, pseudo-classes {@code
 * :unknown} and {@code :affected}; the colour of a known segment is its value's.
 */
final class SegmentNode extends Group {

  private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");
  private static final PseudoClass AFFECTED = PseudoClass.getPseudoClass("affected");
  private static final double MARK = 3.5;

  private final Sector sector;
  private final BullseyeColours colours;
  private final SVGPath area = new SVGPath();
  private final Text number = new Text();
  private final Polygon mark = new Polygon(-MARK, 0, MARK, 0, 0, 1.6 * MARK);

  SegmentNode(Sector sector, BullseyeColours colours) {
    this.sector = sector;
    this.colours = colours;
    setId("segment-" + sector.segment());
    area.getStyleClass().add("segment");
    number.getStyleClass().add("segment-number");
    number.setTextOrigin(VPos.CENTER);
    mark.getStyleClass().add("segment-mark");
    getChildren().addAll(area, number, mark);
  }

  void show(BullseyeQuantity quantity, BullseyeData.Cell cell) {
    Double value = cell.value();
    area.pseudoClassStateChanged(UNKNOWN, value == null);
    area.pseudoClassStateChanged(AFFECTED, cell.affected());
    mark.setVisible(cell.affected());
    number.setText(value == null ? "" : quantity.shown(value));
    if (value == null) {
      area.setStyle("");
    } else {
      int rgb = colours.rgb(quantity.part(value));
      area.setStyle("-fx-fill: #%06x".formatted(rgb));
      Color ink = Color.web("#%06x".formatted(BullseyeColours.inkOn(rgb)));
      number.setFill(ink);
      mark.setFill(ink);
    }
  }

  /** Lays the segment out about a centre, in pixels. */
  void place(double x, double y, double radius) {
    area.setContent(sector.path(x, y, radius));
    At at = sector.label();
    double middle = x + at.x() * radius;
    double row = y + at.y() * radius - (mark.isVisible() ? MARK : 0);
    number.setX(middle - number.getLayoutBounds().getWidth() / 2);
    number.setY(row);
    mark.setTranslateX(middle);
    mark.setTranslateY(row + 6.5);
  }
}
