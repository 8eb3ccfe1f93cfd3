package ventricle.viewer.chart;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** What the curves of a {@link CycleAxis} are; each name shows only while its curve does. */
public final class CycleLegend extends HBox {

  /**
   * @param volume name of the LV volume curve
   * @param ed name of the ED probability
   * @param es name of the ES probability
   */
  public CycleLegend(CycleAxis axis, String volume, String ed, String es) {
    getStyleClass().add("cycle-legend");
    Label volumeLabel = new Label(volume);
    Label edLabel = new Label(ed);
    edLabel.getStyleClass().add("ed");
    Label esLabel = new Label(es);
    esLabel.getStyleClass().add("es");
    getChildren().addAll(volumeLabel, edLabel, esLabel);
    axis.dataProperty()
        .subscribe(
            data -> {
              show(volumeLabel, !data.lvMl().isEmpty());
              show(edLabel, data.edProbability() != null);
              show(esLabel, data.esProbability() != null);
            });
  }

  private static void show(Label label, boolean shown) {
    label.setVisible(shown);
    label.setManaged(shown);
  }
}
