package ventricle.app.observers;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import ventricle.app.compare.Figures;
import ventricle.app.text.Text;
import ventricle.engine.measure.agreement.Observers;

/** The tables of an observer study. */
final class ObserverColumns {

  private final Text text;

  ObserverColumns(Text text) {
    this.text = text;
  }

  TableView<CaseRow> cases() {
    TableView<CaseRow> table = table();
    table
        .getColumns()
        .add(column("position", 70, row -> String.valueOf(row.assignment().position() + 1)));
    table.getColumns().add(column("case", 170, row -> row.assignment().what().name()));
    table.getColumns().add(column("state", 220, this::state));
    table.getColumns().add(column("active", 90, row -> Figures.time(row.active())));
    return table;
  }

  private String state(CaseRow row) {
    if (row.unreadable() != null) {
      return text.get("observers.unreadable");
    }
    return switch (row.state()) {
      case NEW -> text.get("observers.new");
      case BEGUN -> text.get("observers.begun", row.reviewed(), row.frames());
      case READ -> text.get("observers.read");
    };
  }

  TableView<Observers.Inter> inter() {
    TableView<Observers.Inter> table = table();
    table
        .getColumns()
        .add(
            column(
                "quantity",
                120,
                row ->
                    text.get("quantity." + Text.key(row.quantity()))
                        + ", "
                        + row.quantity().unit()));
    table
        .getColumns()
        .add(
            column(
                "icc",
                190,
                row ->
                    row.icc() == null
                        ? Figures.NONE
                        : Figures.of(row.icc().value(), 3)
                            + Figures.interval(row.icc().interval(), 3)));
    table
        .getColumns()
        .add(
            column(
                "cov",
                90,
                row ->
                    row.variation() == null
                        ? Figures.NONE
                        : Figures.of(100 * row.variation().coefficient(), 1) + " %"));
    table.getColumns().add(column("cases", 70, row -> String.valueOf(row.studies())));
    return table;
  }

  private static <T> TableView<T> table() {
    TableView<T> table = new TableView<>();
    table.setFixedCellSize(34);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    return table;
  }

  private <T> TableColumn<T, String> column(String key, double width, Function<T, String> value) {
    TableColumn<T, String> column = new TableColumn<>(text.get("observers.column." + key));
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }
}
