package ventricle.app.review;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import ventricle.app.action.Action;
import ventricle.app.action.Keys;
import ventricle.app.text.Text;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.viewer.grid.Confidence;
import ventricle.viewer.overlay.StructureColours;

/**
 * The legend over the image: which colour is which structure and where its contour on this frame
 * came from, with how sure a model was of it. A click picks the structure that tools edit; the eye
 * hides it. Below, the switches of the overlays.
 */
final class StructurePicker extends VBox {

  private static final Map<Structure, Action> PICKED_BY =
      new EnumMap<>(
          Map.of(
              Structure.LV_ENDO, Action.PICK_LV_ENDO,
              Structure.LV_EPI, Action.PICK_LV_EPI,
              Structure.RV_ENDO, Action.PICK_RV_ENDO,
              Structure.LV_PAPILLARY, Action.PICK_LV_PAPILLARY));

  private static final PseudoClass DOUBTFUL = PseudoClass.getPseudoClass("doubtful");

  private final Text text;
  private final ReviewPresenter presenter;
  private final Map<Structure, Label> provenance = new EnumMap<>(Structure.class);
  private final Map<Structure, ToggleButton> rows = new EnumMap<>(Structure.class);

  StructurePicker(Text text, ReviewPresenter presenter) {
    this.text = text;
    this.presenter = presenter;
    setId("structure-picker");
    getStyleClass().add("legend");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    ToggleGroup group = new ToggleGroup();
    for (Structure structure : Structure.values()) {
      ToggleButton row = row(structure, group);
      rows.put(structure, row);
      HBox line = new HBox(4, row, eye(structure));
      line.setAlignment(Pos.CENTER_LEFT);
      HBox.setHgrow(row, Priority.ALWAYS);
      getChildren().add(line);
    }
    presenter.structureProperty().subscribe(s -> group.selectToggle(rows.get(s)));
    presenter.documentProperty().subscribe(d -> showProvenance());
    presenter.sliceProperty().subscribe(s -> showProvenance());
    presenter.phaseProperty().subscribe(p -> showProvenance());
    Region line = new Region();
    line.getStyleClass().add("legend-line");
    getChildren().addAll(line, new OverlayPanel(text, presenter));
  }

  private ToggleButton row(Structure structure, ToggleGroup group) {
    Circle dot = new Circle(5, StructureColours.of(structure));
    Label name = new Label(text.name(structure));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label from = new Label();
    from.setId("provenance-" + Text.key(structure));
    from.getStyleClass().add("quiet");
    provenance.put(structure, from);
    HBox content = new HBox(8, dot, name, gap, from);
    content.setAlignment(Pos.CENTER_LEFT);
    ToggleButton row = new ToggleButton(null, content);
    row.setId("pick-" + Text.key(structure));
    row.getStyleClass().add("legend-row");
    row.setMaxWidth(Double.MAX_VALUE);
    content.prefWidthProperty().bind(row.widthProperty().subtract(18));
    row.setToggleGroup(group);
    row.setAccessibleText(text.name(structure));
    Action action = PICKED_BY.get(structure);
    if (action != null) {
      row.setTooltip(
          new Tooltip(text.name(structure) + "   " + Keys.shown(action.keys().getFirst())));
    }
    row.setOnAction(
        e -> {
          presenter.structureProperty().set(structure);
          row.setSelected(true);
        });
    return row;
  }

  private ToggleButton eye(Structure structure) {
    FontIcon icon = new FontIcon(MaterialDesignE.EYE_OUTLINE);
    ToggleButton eye = new ToggleButton(null, icon);
    eye.getStyleClass().add("legend-eye");
    eye.setSelected(true);
    eye.setAccessibleText(text.get("legend.eye", text.name(structure)));
    eye.setTooltip(new Tooltip(text.get("legend.eye", text.name(structure))));
    eye.selectedProperty()
        .subscribe(
            on -> {
              icon.setIconCode(on ? MaterialDesignE.EYE_OUTLINE : MaterialDesignE.EYE_OFF_OUTLINE);
              Set<Structure> shown =
                  EnumSet.copyOf(presenter.overlays().structuresProperty().get());
              if (on) {
                shown.add(structure);
              } else {
                shown.remove(structure);
              }
              presenter.overlays().structuresProperty().set(shown);
            });
    return eye;
  }

  private void showProvenance() {
    provenance.forEach((structure, label) -> show(structure, label));
  }

  private void show(Structure structure, Label label) {
    ContourKey place = new ContourKey(presenter.frame(), structure);
    Tracing shown = presenter.document().shown(place).orElse(null);
    Double confidence = shown == null ? null : shown.confidence().orElse(null);
    label.setText(
        shown == null
            ? text.get(missing(place))
            : words(shown.provenance())
                + (confidence == null ? "" : " " + Confidence.figure(confidence)));
    ToggleButton row = rows.get(structure);
    if (row != null) {
      row.setAccessibleText(text.name(structure) + ", " + label.getText());
    }
    label.pseudoClassStateChanged(
        DOUBTFUL, confidence != null && Confidence.Level.of(confidence) == Confidence.Level.LOW);
  }

  private String missing(ContourKey place) {
    return presenter.document().offered(place).isPresent()
        ? "provenance.left-out"
        : "results.missing";
  }

  private String words(Provenance from) {
    return text.get(
        switch (from) {
          case Provenance.Model m -> "provenance.model";
          case Provenance.EditedModel m -> "provenance.edited-model";
          case Provenance.Manual m -> "provenance.manual";
          case Provenance.Interpolated i -> "provenance.interpolated";
          case Provenance.Propagated p -> "provenance.propagated";
          case Provenance.Imported i -> "provenance.imported";
        });
  }
}
