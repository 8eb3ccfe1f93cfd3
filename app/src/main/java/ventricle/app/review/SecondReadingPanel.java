package ventricle.app.review;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import ventricle.app.text.Text;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurements.SecondVolumes;
import ventricle.engine.review.SecondReading;

/**
 * LV volumes that a model read off the images without contours, beside those of the contours, and
 * whether the two agree. Takes no room while there is no such reading.
 */
final class SecondReadingPanel extends VBox {

  private static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("differs");

  private final Text text;
  private final Label title = new Label();
  private final GridPane rows;
  private final Label verdict = new Label();
  private final FontIcon icon = new FontIcon();

  /**
   * @param rows empty, with the columns of the other numbers
   */
  SecondReadingPanel(Text text, GridPane rows) {
    super(8);
    this.text = text;
    this.rows = rows;
    setId("second-reading");
    getStyleClass().add("second-reading");
    title.getStyleClass().add("section-title");
    verdict.setId("second-verdict");
    verdict.getStyleClass().add("verdict");
    verdict.setGraphic(icon);
    verdict.setWrapText(true);
    Label independent = new Label(text.get("second.independent"));
    independent.getStyleClass().addAll("quiet", "verdict");
    independent.setWrapText(true);
    getChildren().addAll(rows, new VBox(2, verdict, independent));
    managedProperty().bind(visibleProperty());
    setVisible(false);
  }

  /**
   * @param reading what the document holds of it
   */
  void show(Measurements m, @Nullable SecondReading reading) {
    SecondVolumes second = m.second();
    setVisible(second != null && reading != null);
    if (second == null || reading == null) {
      return;
    }
    title.setText(text.get("second.title", second.model().id()));
    title.setTooltip(new Tooltip(text.get("second.tip")));
    rows.getChildren().clear();
    Label contours = new Label(text.get("second.contours"));
    contours.getStyleClass().add("quiet");
    rows.add(title, 0, 0, 3, 1);
    rows.add(contours, 3, 0);
    row(1, "results.edv", "second-edv", second.edvMl(), "ml", m.lv().edvMl());
    row(2, "results.esv", "second-esv", second.esvMl(), "ml", m.lv().esvMl());
    row(3, "results.lv-ef", "second-ef", second.efPercent(), "%", m.lv().efPercent());
    verdict.setText(words(second, reading));
    boolean differs = Boolean.FALSE.equals(second.agrees());
    icon.setIconCode(differs ? MaterialDesignA.ALERT_OUTLINE : MaterialDesignC.CHECK);
    verdict.pseudoClassStateChanged(DIFFERS, differs);
    icon.setVisible(second.agrees() != null);
    icon.setManaged(second.agrees() != null);
  }

  private String words(SecondVolumes second, SecondReading reading) {
    Boolean agrees = second.agrees();
    if (agrees == null) {
      return text.get(
          reading.ed().lowest() == null || reading.es().lowest() == null
              ? "second.no-band"
              : "second.not-compared");
    }
    return text.get(
        agrees ? "second.agrees" : "second.differs",
        percent(second.edDifference()),
        percent(second.esDifference()));
  }

  private void row(
      int row, String key, String id, @Nullable Double value, String unit, @Nullable Double drawn) {
    Label number = new Label(number(value));
    number.setId(id);
    number.getStyleClass().add("second-number");
    Label units = new Label(unit);
    units.getStyleClass().add("quiet");
    Label beside = new Label(number(drawn));
    beside.setId(id + "-contours");
    beside.getStyleClass().add("quiet");
    rows.addRow(row, new Label(text.get(key)), number, units, beside);
  }

  private String number(@Nullable Double value) {
    return value == null ? text.get("results.missing") : String.format(Locale.ROOT, "%.1f", value);
  }

  private String percent(@Nullable Double part) {
    return part == null
        ? text.get("results.missing")
        : String.format(Locale.ROOT, "%+.0f %%", 100 * part).replace('-', '−');
  }
}
