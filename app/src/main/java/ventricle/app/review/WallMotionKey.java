package ventricle.app.review;

import java.util.Locale;
import java.util.SortedMap;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import ventricle.app.text.Text;
import ventricle.engine.measure.regional.BullseyeColours;
import ventricle.engine.measure.regional.BullseyeGeometry;
import ventricle.engine.measure.regional.BullseyeQuantity;
import ventricle.engine.measure.regional.WallMotionScore;
import ventricle.engine.review.WallMotion;

/** What the colours of the grades mean, the score index, and a way to call the rest normal. */
final class WallMotionKey extends VBox {

  private final Text text;
  private final Label index = new Label();
  private final Hyperlink rest = new Hyperlink();

  WallMotionKey(Text text, SegmentText words, Runnable restNormal) {
    super(1);
    this.text = text;
    BullseyeColours colours = BullseyeColours.viridis();
    for (WallMotion grade : WallMotion.values()) {
      double part = BullseyeQuantity.WALL_MOTION.part(grade.score());
      Rectangle chip = new Rectangle(12, 10, Color.web("#%06x".formatted(colours.rgb(part))));
      Label name = new Label(words.grade(grade));
      name.getStyleClass().addAll("quiet", "small");
      HBox line = new HBox(6, chip, name);
      line.setAlignment(Pos.CENTER_LEFT);
      getChildren().add(line);
    }
    index.setId("wall-motion-index");
    index.getStyleClass().add("small");
    index.setTooltip(new Tooltip(text.get("wall.index.tip")));
    index.setPadding(new javafx.geometry.Insets(3, 0, 0, 0));
    rest.setId("rest-normal");
    rest.setText(text.get("wall.rest-normal"));
    rest.getStyleClass().add("small");
    rest.setOnAction(e -> restNormal.run());
    getChildren().addAll(index, rest);
  }

  void show(SortedMap<Integer, WallMotion> grades, boolean readOnly) {
    WallMotionScore score = WallMotionScore.of(grades);
    Double mean = score.index();
    index.setText(
        mean == null
            ? text.get("wall.index.none")
            : text.get("wall.index", String.format(Locale.ROOT, "%.2f", mean), score.graded()));
    rest.setDisable(readOnly || score.graded() == BullseyeGeometry.SEGMENTS);
  }
}
