package ventricle.viewer.bullseye;

import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Rectangle;
import ventricle.engine.measure.regional.BullseyeColours;
import ventricle.engine.measure.regional.BullseyeQuantity;

/** The colours of a quantity from left to right with the values at their ends and its unit. */
public final class ColourLegend extends VBox {

  private static final int STOPS = 16;

  private final Label low = new Label();
  private final Label unit = new Label();
  private final Label high = new Label();

  public ColourLegend() {
    super(2);
    getStyleClass().add("colour-legend");
    Rectangle bar = new Rectangle(60, 8, gradient());
    bar.setArcWidth(4);
    bar.setArcHeight(4);
    Region holder = new Region();
    holder.setMinHeight(8);
    holder.setPrefHeight(8);
    bar.widthProperty().bind(widthProperty());
    bar.setManaged(false);
    getChildren().addAll(bar, holder, line());
  }

  private HBox line() {
    Region left = new Region();
    Region right = new Region();
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    HBox line = new HBox(low, left, unit, right, high);
    line.setAlignment(Pos.CENTER);
    return line;
  }

  private static LinearGradient gradient() {
    BullseyeColours colours = BullseyeColours.viridis();
    List<Stop> stops =
        IntStream.rangeClosed(0, STOPS)
            .mapToDouble(i -> (double) i / STOPS)
            .mapToObj(p -> new Stop(p, Color.web("#%06x".formatted(colours.rgb(p)))))
            .toList();
    return new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops);
  }

  /** Shows the scale of a quantity. */
  public void show(BullseyeQuantity quantity) {
    low.setText("≤ " + "%.0f".formatted(quantity.low()));
    high.setText("≥ " + "%.0f".formatted(quantity.high()));
    unit.setText(quantity.unit());
  }
}
