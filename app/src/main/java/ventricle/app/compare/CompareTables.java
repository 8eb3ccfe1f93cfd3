package ventricle.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import ventricle.app.text.Text;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.agreement.Quantity;
import ventricle.engine.measure.agreement.ReadingComparison;
import ventricle.engine.measure.agreement.ReadingComparison.Row;
import ventricle.engine.measure.agreement.ReadingComparison.Summary;

/** The tables of a comparison. */
final class CompareTables {

  private final Text text;

  CompareTables(Text text) {
    this.text = text;
  }

  /** A number of both layers. */
  record Values(String name, String first, String second, String difference) {}

  /** Every contour: where, and how well both agree. */
  TableView<Row> contours() {
    TableView<Row> table = table("compare-contours");
    table.getColumns().add(column("slice", 52, r -> r.key().frame().slice() + 1));
    table.getColumns().add(column("phase", 58, r -> r.key().frame().phase() + 1));
    table.getColumns().add(column("structure", 112, r -> text.name(r.key().structure())));
    table
        .getColumns()
        .add(
            column(
                "dice",
                80,
                r ->
                    r.agreement() == null
                        ? text.get("compare." + Text.key(r.presence()))
                        : Figures.of(r.agreement().dice(), 3)));
    table
        .getColumns()
        .add(
            column(
                "hd",
                62,
                r ->
                    Figures.of(
                        r.agreement() == null ? null : r.agreement().border().hausdorff(), 1)));
    table
        .getColumns()
        .add(
            column(
                "apd",
                68,
                r ->
                    Figures.of(
                        r.agreement() == null
                            ? null
                            : r.agreement().border().averagePerpendicular(),
                        1)));
    return table;
  }

  /** Each structure over all its contours. */
  TableView<Summary> structures() {
    TableView<Summary> table = table("compare-structures");
    table.getColumns().add(column("structure", 112, s -> text.name(s.structure())));
    table.getColumns().add(column("dice", 58, s -> Figures.of(s.dice(), 3)));
    table.getColumns().add(column("hd.max", 92, s -> Figures.of(s.hausdorff(), 1)));
    table.getColumns().add(column("apd", 74, s -> Figures.of(s.averagePerpendicular(), 1)));
    table
        .getColumns()
        .add(
            column(
                "slices",
                118,
                s ->
                    text.get(
                        "compare.slices.value",
                        s.both(),
                        s.firstOnly() + s.secondOnly(),
                        Figures.of(s.inclusion().kappa(), 2))));
    return table;
  }

  /** Volumes, EF and mass of both. */
  TableView<Values> values() {
    TableView<Values> table = table("compare-values");
    table.getColumns().add(column("quantity", 136, Values::name));
    table.getColumns().add(column("first", 96, Values::first));
    table.getColumns().add(column("second", 96, Values::second));
    table.getColumns().add(column("difference", 90, Values::difference));
    return table;
  }

  List<Values> rows(Layer first, Measurements a, Layer second, Measurements b) {
    List<Values> rows = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      Double one = quantity.of(a).orElse(null);
      Double two = quantity.of(b).orElse(null);
      rows.add(
          new Values(
              name(quantity),
              Figures.of(one, 1),
              Figures.of(two, 1),
              Figures.of(one == null || two == null ? null : one - two, 1)));
    }
    rows.add(
        new Values(
            text.get("compare.active"),
            Figures.time(first.active()),
            Figures.time(second.active()),
            ""));
    return rows;
  }

  /** A quantity with its unit. */
  String name(Quantity quantity) {
    return text.get("quantity." + Text.key(quantity)) + ", " + quantity.unit();
  }

  /** Names the columns of the numbers after the two layers. */
  static void name(TableView<Values> table, Layer first, Layer second) {
    table.getColumns().get(1).setText(first.label());
    table.getColumns().get(2).setText(second.label());
  }

  static void show(TableView<Row> table, ReadingComparison comparison) {
    table.getItems().setAll(comparison.rows());
  }

  private static <T> TableView<T> table(String id) {
    TableView<T> table = new TableView<>();
    table.setId(id);
    table.getStyleClass().addAll("dense", "compare-table");
    return table;
  }

  private <T> TableColumn<T, Object> column(String key, double width, Function<T, Object> value) {
    TableColumn<T, Object> column = new TableColumn<>(text.get("compare.column." + key));
    column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
    column.setPrefWidth(width);
    column.setSortable(true);
    column.setReorderable(false);
    return column;
  }
}
