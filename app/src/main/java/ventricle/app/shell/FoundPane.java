package ventricle.app.shell;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import ventricle.app.text.Text;
import ventricle.engine.dicom.cine.StudyObjects;
import ventricle.engine.dicom.output.Code;
import ventricle.engine.dicom.output.Codes;
import ventricle.engine.dicom.sr.ReportedMeasurement;
import ventricle.engine.dicom.sr.ReportedMeasurements;
import ventricle.engine.measure.Measurements;

/**
 * What was found beside the images: segmentations, each with a button that loads it, and a table of
 * the reports' measurements, for reading only, beside the window's own.
 */
final class FoundPane extends VBox {

  private static final double WIDTH = 760;
  private static final double TABLE = 320;
  private static final int DIGITS = 4;

  /** A line of the table. */
  private record Row(String source, String group, String name, String value, String here) {}

  private final Text text;

  /**
   * @param own the numbers of the window
   * @param readOnly whether nothing can be loaded
   */
  FoundPane(
      Text text,
      StudyObjects found,
      Measurements own,
      boolean readOnly,
      Consumer<StudyObjects.Found> load) {
    super(10);
    this.text = text;
    setId("study-objects");
    setMinWidth(WIDTH);
    int number = 0;
    for (StudyObjects.Found segmentation : found.segmentations()) {
      getChildren().add(row(segmentation, number++, readOnly, load));
    }
    if (!found.reports().isEmpty()) {
      getChildren().addAll(heading(text.get("objects.reports")), table(found.reports(), own));
    }
  }

  private HBox row(
      StudyObjects.Found segmentation,
      int number,
      boolean readOnly,
      Consumer<StudyObjects.Found> load) {
    String words =
        segmentation.description().isBlank()
            ? text.get("objects.segmentation")
            : segmentation.description();
    Label name = new Label(words);
    Label maker = new Label(segmentation.madeBy());
    maker.getStyleClass().add("quiet");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button button = new Button(text.get("objects.load"));
    button.setId("load-segmentation-" + number);
    button.setDisable(readOnly);
    button.setOnAction(
        e -> {
          button.getScene().getWindow().hide();
          load.accept(segmentation);
        });
    HBox row = new HBox(12, name, maker, space, button);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static Label heading(String words) {
    Label heading = new Label(words);
    heading.getStyleClass().add("section-title");
    return heading;
  }

  private TableView<Row> table(List<StudyObjects.Report> reports, Measurements own) {
    TableView<Row> table = new TableView<>(FXCollections.observableArrayList());
    table.setId("report-measurements");
    table.setPrefHeight(TABLE);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    column(table, "objects.column.report", 110, Row::source);
    column(table, "objects.column.group", 160, Row::group);
    column(table, "objects.column.name", 250, Row::name);
    column(table, "objects.column.value", 120, Row::value);
    column(table, "objects.column.here", 110, Row::here);
    for (StudyObjects.Report found : reports) {
      ReportedMeasurements report = found.measured();
      String source = report.madeBy().isBlank() ? report.title() : report.madeBy();
      for (ReportedMeasurement m : report.measurements()) {
        table.getItems().add(new Row(source, group(m), name(m), value(m), here(m, own)));
      }
    }
    return table;
  }

  private void column(TableView<Row> table, String key, double width, Function<Row, String> value) {
    TableColumn<Row, String> column = new TableColumn<>(text.get(key));
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
    column.setReorderable(false);
    column.setPrefWidth(width);
    table.getColumns().add(column);
  }

  private static String group(ReportedMeasurement m) {
    Code site = m.site();
    return m.group().isBlank() && site != null ? site.meaning() : m.group();
  }

  private static String name(ReportedMeasurement m) {
    return m.name().meaning() + (indexed(m) ? " (indexed)" : "");
  }

  private static String value(ReportedMeasurement m) {
    Code unit = m.unit();
    return unit == null ? rounded(m.value()) : rounded(m.value()) + " " + unit.value();
  }

  /** To four digits; as it stands where it is no number. */
  private static String rounded(String value) {
    try {
      return new BigDecimal(value.strip())
          .round(new MathContext(DIGITS))
          .stripTrailingZeros()
          .toPlainString();
    } catch (NumberFormatException e) {
      return value;
    }
  }

  private static boolean indexed(ReportedMeasurement m) {
    return m.modifiers().stream().anyMatch(modifier -> modifier.name().same(Codes.INDEX));
  }

  /** The window's number of the same code and unit; empty when there is none. */
  private static String here(ReportedMeasurement m, Measurements own) {
    return indexed(m)
        ? ""
        : own(m, own)
            .filter(o -> m.unit() != null && m.unit().value().equalsIgnoreCase(o.unit()))
            .map(o -> String.format(Locale.ROOT, "%.1f %s", o.value(), o.unit()))
            .orElse("");
  }

  private record Own(double value, String unit) {}

  private static Optional<Own> own(ReportedMeasurement m, Measurements own) {
    return own(m, Codes.LV_EDV, own.lv().edvMl(), "ml")
        .or(() -> own(m, Codes.LV_ESV, own.lv().esvMl(), "ml"))
        .or(() -> own(m, Codes.LV_SV, own.lv().svMl(), "ml"))
        .or(() -> own(m, Codes.LV_EF, own.lv().efPercent(), "%"))
        .or(() -> own(m, Codes.LV_MASS, own.lv().massEdG(), "g"))
        .or(() -> own(m, Codes.CARDIAC_OUTPUT, own.lv().coLPerMin(), "l/min"))
        .or(() -> own(m, Codes.RV_EDV, own.rv().edvMl(), "ml"))
        .or(() -> own(m, Codes.RV_ESV, own.rv().esvMl(), "ml"))
        .or(() -> own(m, Codes.RV_SV, own.rv().svMl(), "ml"))
        .or(() -> own(m, Codes.RV_EF, own.rv().efPercent(), "%"))
        .or(() -> own(m, Codes.RV_CO, own.rv().coLPerMin(), "l/min"));
  }

  private static Optional<Own> own(
      ReportedMeasurement m, Code code, @Nullable Double value, String unit) {
    return m.is(code) && value != null ? Optional.of(new Own(value, unit)) : Optional.empty();
  }
}
