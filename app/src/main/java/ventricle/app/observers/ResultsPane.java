package ventricle.app.observers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import ventricle.app.compare.PairPlots;
import ventricle.app.text.Text;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.measure.agreement.Observers.Sitting;

/** What the readers of an observer study agree on: a table, and plots of two sittings. */
final class ResultsPane extends VBox {

  private static final double WIDTH = 500;
  private static final double TABLE = 350;

  private final Text text;
  private final Button save;
  private final Label found = new Label();
  private final TableView<Observers.Inter> inter;
  private final ComboBox<Sittings> sittings = new ComboBox<>();
  private final PairPlots plots;
  private ObserverResults.@Nullable Result result;

  /** Two sittings that can be plotted against each other. */
  private record Sittings(Sitting first, Sitting second) {}

  ResultsPane(Text text, Runnable compute, Consumer<ObserverResults.Result> write) {
    super(12);
    this.text = text;
    this.inter = new ObserverColumns(text).inter();
    this.plots = new PairPlots(text);
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    Label title = new Label(text.get("observers.results"));
    title.getStyleClass().add("worklist-title");
    Button start = new Button(text.get("observers.compute"));
    start.setId("observer-results");
    start.setOnAction(e -> compute.run());
    save = new Button(text.get("observers.save"));
    save.setId("observer-save");
    save.setDisable(true);
    save.setOnAction(
        e -> {
          if (result != null) {
            write.accept(result);
          }
        });
    HBox bar = new HBox(12, start, save);
    bar.setAlignment(Pos.CENTER_LEFT);
    found.setId("observer-found");
    found.getStyleClass().add("quiet");
    found.setWrapText(true);
    found.setText(text.get("observers.none"));
    inter.setId("observer-inter");
    inter.setPlaceholder(new Label(""));
    inter.setMinHeight(TABLE);
    inter.setPrefHeight(TABLE);
    sittings.setId("observer-pair");
    sittings.setConverter(new Names());
    sittings.setMaxWidth(Double.MAX_VALUE);
    sittings.valueProperty().subscribe(this::plot);
    HBox.setHgrow(sittings, Priority.ALWAYS);
    HBox choice = new HBox(12, plots.quantity(), sittings);
    VBox below = new VBox(12, inter, choice, plots);
    ScrollPane scroll = new ScrollPane(below);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("results-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    below.visibleProperty().bind(save.disableProperty().not());
    getChildren().setAll(title, bar, found, scroll);
  }

  private final class Names extends StringConverter<Sittings> {
    @Override
    public String toString(@Nullable Sittings pair) {
      return pair == null ? "" : name(pair.first()) + " – " + name(pair.second());
    }

    private String name(Sitting sitting) {
      return text.get("observers.sitting", sitting.reader(), sitting.session());
    }

    @Override
    public Sittings fromString(String words) {
      throw new UnsupportedOperationException("nobody types a pair");
    }
  }

  void show(ObserverResults.Result now) {
    result = now;
    found.setText(
        text.get("observers.found", now.readings(), now.readings() + now.missing().size()));
    inter.getItems().setAll(now.observers().inter());
    List<Sittings> pairs =
        pairs(now.observers()).stream()
            .map(p -> new Sittings(p.first(), p.second()))
            .distinct()
            .toList();
    sittings.getItems().setAll(pairs);
    sittings.setValue(pairs.isEmpty() ? null : pairs.getFirst());
    save.setDisable(now.readings() == 0);
    plot(sittings.getValue());
  }

  private static List<Observers.Pair> pairs(Observers observers) {
    List<Observers.Pair> pairs = new ArrayList<>(observers.pairs());
    pairs.addAll(observers.intra());
    return pairs;
  }

  private void plot(@Nullable Sittings chosen) {
    ObserverResults.Result now = result;
    plots.show(
        now == null || chosen == null
            ? List.of()
            : pairs(now.observers()).stream()
                .filter(p -> new Sittings(p.first(), p.second()).equals(chosen))
                .toList());
  }
}
