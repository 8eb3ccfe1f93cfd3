package ventricle.app.review;

import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import ventricle.app.action.Action;
import ventricle.app.text.Text;
import ventricle.engine.domain.Structure;
import ventricle.engine.inference.ExplanationSource;
import ventricle.viewer.overlay.ColourMap;

/** The switches of the overlays; while the heatmap shows, where it comes from and what it says. */
final class OverlayPanel extends VBox {

  private static final double BAR_HEIGHT = 8;

  private final Text text;
  private final ReviewPresenter presenter;
  private final Overlays overlays;
  private final SourceNames names;

  OverlayPanel(Text text, ReviewPresenter presenter) {
    super(4);
    this.text = text;
    this.presenter = presenter;
    this.overlays = presenter.overlays();
    this.names = new SourceNames(text, overlays.sources());
    ToggleButton contours =
        toggle("overlay-contours", Action.TOGGLE_CONTOURS, text.get("legend.contours"));
    contours.selectedProperty().bindBidirectional(overlays.contoursProperty());
    HBox switches = new HBox(4, contours);
    HBox.setHgrow(contours, Priority.ALWAYS);
    getChildren().add(switches);
    if (!overlays.sources().isEmpty()) {
      ToggleButton heatmap =
          toggle("overlay-heatmap", Action.TOGGLE_HEATMAP, text.get("legend.heatmap"));
      heatmap.selectedProperty().bindBidirectional(overlays.heatmapProperty());
      heatmap.setTooltip(explanation());
      HBox.setHgrow(heatmap, Priority.ALWAYS);
      switches.getChildren().add(heatmap);
      VBox details = new VBox(6, opacity(), scale());
      details.getStyleClass().add("heatmap-details");
      if (overlays.sources().size() > 1) {
        details.getChildren().addFirst(choice());
      }
      details.visibleProperty().bind(overlays.heatmapProperty());
      details.managedProperty().bind(overlays.heatmapProperty());
      getChildren().add(details);
    }
  }

  private ToggleButton toggle(String id, Action action, String words) {
    ToggleButton button = new ToggleButton(words, new FontIcon(action.icon()));
    button.setId(id);
    button.getStyleClass().add("legend-row");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setAlignment(Pos.CENTER_LEFT);
    button.setTooltip(new Tooltip(action.tip(text)));
    return button;
  }

  private Tooltip explanation() {
    Tooltip tip = new Tooltip();
    tip.textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    text.get("legend.heatmap.tip", text.name(presenter.structureProperty().get())),
                presenter.structureProperty()));
    return tip;
  }

  private Node choice() {
    MenuButton button = new MenuButton();
    button.setId("heatmap-source");
    button.getStyleClass().add("compact-choice");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setTooltip(new Tooltip(Action.NEXT_HEATMAP_SOURCE.tip(text)));
    ToggleGroup group = new ToggleGroup();
    for (ExplanationSource source : overlays.sources()) {
      button.getItems().add(item(source, group));
    }
    overlays
        .sourceProperty()
        .subscribe(
            source -> {
              if (source != null) {
                button.setText(names.shortName(source));
                button.setAccessibleText(text.get("legend.source") + " " + names.name(source));
              }
            });
    return button;
  }

  private RadioMenuItem item(ExplanationSource source, ToggleGroup group) {
    RadioMenuItem item = new RadioMenuItem();
    item.setId("heatmap-source-" + overlays.sources().indexOf(source));
    item.setToggleGroup(group);
    item.setOnAction(e -> overlays.sourceProperty().set(source));
    overlays.sourceProperty().subscribe(chosen -> item.setSelected(source.equals(chosen)));
    presenter
        .structureProperty()
        .subscribe(
            (Structure structure) -> {
              item.setText(names.choice(source, structure));
              item.setDisable(!source.structures().contains(structure));
            });
    return item;
  }

  private Node opacity() {
    Slider opacity = new Slider(0, 1, overlays.heatmapOpacityProperty().get());
    opacity.setId("heatmap-opacity");
    opacity.setAccessibleText(text.get("legend.opacity"));
    opacity.setTooltip(new Tooltip(text.get("legend.opacity")));
    opacity.valueProperty().bindBidirectional(overlays.heatmapOpacityProperty());
    return opacity;
  }

  /** The colours from 0 to 1 and what the numbers mean. */
  private Node scale() {
    Region bar = new Region();
    bar.setMinHeight(BAR_HEIGHT);
    bar.setBackground(
        new Background(
            new BackgroundFill(
                ColourMap.inferno().gradient(), new CornerRadii(BAR_HEIGHT / 2), Insets.EMPTY)));
    Label meaning = quiet("");
    HBox.setHgrow(meaning, Priority.ALWAYS);
    meaning.setMaxWidth(Double.MAX_VALUE);
    meaning.setAlignment(Pos.CENTER);
    overlays
        .sourceProperty()
        .subscribe(
            source -> {
              if (source != null) {
                meaning.setText(names.meaning(source));
              }
            });
    VBox scale = new VBox(1, bar, new HBox(quiet("0"), meaning, quiet("1")));
    scale.setId("heatmap-scale");
    return scale;
  }

  private static Label quiet(String words) {
    Label label = new Label(words);
    label.getStyleClass().addAll("quiet", "small");
    return label;
  }
}
