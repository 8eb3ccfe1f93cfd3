package ventricle.app.compare;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.util.Subscription;
import ventricle.app.compare.CompareTables.Values;
import ventricle.app.text.Text;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.measure.agreement.ReadingComparison.Row;
import ventricle.engine.measure.agreement.ReadingComparison.Summary;
import ventricle.viewer.canvas.CineCanvas;
import ventricle.viewer.cine.FrameCache;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.overlay.ContourStyle;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.overlay.OverlayContour.Pen;
import ventricle.viewer.view.Viewport;

/**
 * The compare view: contours of two layers over each other, each with a colour and a line of its
 * own, and how well they agree. Nothing can be changed here.
 */
public final class CompareScreen extends BorderPane {

  /** Sky blue and orange of Okabe and Ito, which stay apart for every kind of colour vision. */
  static final Pen FIRST = new Pen(Color.web("#56b4e9"), ContourStyle.SOLID);

  static final Pen SECOND = new Pen(Color.web("#e69f00"), ContourStyle.DASHED);

  private static final Set<Structure> ALL = EnumSet.allOf(Structure.class);

  private final Text text;
  private final ComparePresenter presenter;
  private final IntegerProperty slice;
  private final IntegerProperty phase;
  private final CineCanvas canvas = new CineCanvas();
  private final CompareTables tables;
  private final TableView<Row> contours;
  private final TableView<Summary> structures;
  private final TableView<Values> values;
  private final Subscription place;

  /** What the buttons of the view do. */
  public record Commands(Runnable close, Runnable export, Runnable redraw, Take take) {}

  /** Makes places of the consensus what a layer has there. */
  @FunctionalInterface
  public interface Take {
    void from(Layer layer, List<ContourKey> places);
  }

  /**
   * @param slice shared with the review of the study, so that its keys move here too
   * @param phase likewise
   * @param view how far in the reader was
   * @param more further tabs with their names
   */
  public CompareScreen(
      Text text,
      ComparePresenter presenter,
      IntegerProperty slice,
      IntegerProperty phase,
      Viewport view,
      WindowLevel window,
      Commands commands,
      List<Tab> more) {
    this.text = text;
    this.presenter = presenter;
    this.slice = slice;
    this.phase = phase;
    tables = new CompareTables(text);
    contours = tables.contours();
    structures = tables.structures();
    values = tables.values();
    getStyleClass().add("compare");
    setId("compare-view");
    canvas.setId("compare-canvas");
    canvas.framesProperty().set(new FrameCache(presenter.study().stack(), window));
    canvas.windowLevelProperty().set(window);
    canvas.viewportProperty().set(view);
    canvas.setOnSliceStep(this::stepSlice);
    VBox legend = legend();
    legend.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    StackPane.setAlignment(legend, Pos.TOP_LEFT);
    StackPane.setMargin(legend, new Insets(12));
    StackPane well = new StackPane(canvas, legend);
    well.getStyleClass().add("cine-well");
    setCenter(well);
    setRight(side(commands, more));
    place =
        Subscription.combine(slice.subscribe(s -> showFrame()), phase.subscribe(p -> showFrame()));
    presenter.comparisonProperty().subscribe(c -> showComparison());
    contours.getSelectionModel().selectedItemProperty().addListener((o, was, now) -> go(now));
  }

  private VBox legend() {
    VBox legend =
        new VBox(
            6,
            choice("compare-first", FIRST, presenter.firstProperty()),
            choice("compare-second", SECOND, presenter.secondProperty()));
    legend.getStyleClass().add("legend");
    return legend;
  }

  private HBox choice(String id, Pen pen, ObjectProperty<Layer> layer) {
    Line line = new Line(0, 0, 34, 0);
    line.setStroke(pen.colour());
    line.setStrokeWidth(3);
    for (double dash : pen.style().dashes()) {
      line.getStrokeDashArray().add(dash);
    }
    ComboBox<Layer> box = new ComboBox<>();
    box.setId(id);
    box.getStyleClass().add("compact-choice");
    box.setItems(presenter.layers());
    box.valueProperty().bindBidirectional(layer);
    box.setMaxWidth(Double.MAX_VALUE);
    box.setAccessibleText(text.get(id));
    HBox.setHgrow(box, Priority.ALWAYS);
    HBox row = new HBox(8, line, box);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private VBox side(Commands commands, List<Tab> more) {
    List<Tab> tabs = new ArrayList<>();
    structures.setPrefHeight(150);
    VBox.setVgrow(contours, Priority.ALWAYS);
    contours.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    tabs.add(tab("contours", new VBox(8, structures, contours, adjudication(commands))));
    tabs.add(tab("values", values));
    tabs.addAll(more);
    TabPane pane = new TabPane(tabs.toArray(Tab[]::new));
    pane.setId("compare-tabs");
    pane.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    VBox.setVgrow(pane, Priority.ALWAYS);
    Button export = button("compare-export", commands.export());
    Button close = button("compare-close", commands.close());
    Label title = new Label(text.get("compare.title"));
    title.getStyleClass().add("section-title");
    HBox buttons = new HBox(8, export, close);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    VBox side = new VBox(8, title, pane, buttons);
    side.getStyleClass().addAll("results", "compare-side");
    side.setPadding(new Insets(12));
    return side;
  }

  private HBox adjudication(Commands commands) {
    HBox row =
        new HBox(
            8,
            button("take-first", () -> take(commands, presenter.firstProperty().get())),
            button("take-second", () -> take(commands, presenter.secondProperty().get())),
            button("redraw-consensus", commands.redraw()));
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void take(Commands commands, Layer from) {
    List<Row> chosen = List.copyOf(contours.getSelectionModel().getSelectedItems());
    if (!chosen.isEmpty()) {
      commands.take().from(from, chosen.stream().map(Row::key).toList());
    }
  }

  /** A tab with a name of the catalogue. */
  private Tab tab(String key, Node content) {
    return new Tab(text.get("compare.tab." + key), content);
  }

  private Button button(String id, Runnable action) {
    Button button = new Button(text.get(id));
    button.setId(id);
    button.setOnAction(e -> action.run());
    return button;
  }

  private void stepSlice(int step) {
    slice.set(Math.clamp(slice.get() + step, 0, presenter.study().stack().sliceCount() - 1));
  }

  private void go(Row row) {
    if (row != null) {
      slice.set(row.key().frame().slice());
      phase.set(row.key().frame().phase());
    }
  }

  private void showFrame() {
    canvas.frameProperty().set(new FrameKey(slice.get(), phase.get()));
    canvas
        .bottomLeftTextProperty()
        .set(
            text.get("hud.slice", slice.get() + 1, presenter.study().stack().sliceCount())
                + "\n"
                + text.get("hud.phase", phase.get() + 1, presenter.study().stack().phases()));
  }

  private void showComparison() {
    Layer first = presenter.firstProperty().get();
    Layer second = presenter.secondProperty().get();
    canvas
        .contoursProperty()
        .set(
            frame -> {
              List<OverlayContour> both = new ArrayList<>();
              both.addAll(OverlayContour.of(first.document(), frame, ALL, FIRST));
              both.addAll(OverlayContour.of(second.document(), frame, ALL, SECOND));
              return both;
            });
    CompareTables.show(contours, presenter.comparisonProperty().get());
    structures.getItems().setAll(presenter.comparisonProperty().get().structures());
    CompareTables.name(values, first, second);
    values
        .getItems()
        .setAll(
            tables.rows(
                first, presenter.measurements(first), second, presenter.measurements(second)));
  }

  /** The view is left: it follows the review's slice and phase no more. */
  public void stop() {
    place.unsubscribe();
  }

  /** The canvas, to be given the keyboard. */
  public CineCanvas canvas() {
    return canvas;
  }

  /** Lets a listener know when another pair is compared. */
  public void onPair(Consumer<ComparePresenter> listener) {
    presenter.comparisonProperty().subscribe(c -> listener.accept(presenter));
  }
}
