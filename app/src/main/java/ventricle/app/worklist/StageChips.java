package ventricle.app.worklist;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import ventricle.app.text.Text;
import ventricle.engine.store.db.Worklist.Stage;

/** Which stages the list shows: a switch for each with the number of studies; none means all. */
final class StageChips extends HBox {

  private final Text text;
  private final Map<Stage, ToggleButton> chips = new EnumMap<>(Stage.class);

  /**
   * @param changed called when another choice is made
   */
  StageChips(Text text, Runnable changed) {
    super(4);
    this.text = text;
    setAlignment(Pos.CENTER_LEFT);
    for (Stage stage : Stage.values()) {
      ToggleButton chip = new ToggleButton(name(stage));
      chip.setId("worklist-stage-" + Text.key(stage));
      chip.getStyleClass().add("stage-chip");
      chip.setOnAction(e -> changed.run());
      chips.put(stage, chip);
      getChildren().add(chip);
    }
  }

  private String name(Stage stage) {
    return text.get("worklist.stage." + Text.key(stage));
  }

  Set<Stage> chosen() {
    EnumSet<Stage> chosen = EnumSet.noneOf(Stage.class);
    chips.forEach(
        (stage, chip) -> {
          if (chip.isSelected()) {
            chosen.add(stage);
          }
        });
    return chosen;
  }

  void show(Map<Stage, Integer> counts) {
    chips.forEach(
        (stage, chip) -> {
          int count = counts.getOrDefault(stage, 0);
          chip.setText(count == 0 ? name(stage) : "%s  %,d".formatted(name(stage), count));
        });
  }
}
