package ventricle.viewer.grid;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import ventricle.engine.review.Mark;
import ventricle.viewer.look.Words;

/** The line above the grid that names its columns. */
final class GridHead extends Pane {

  private final Words words;
  private final Label direction = new Label();
  private final List<Label> labels = new ArrayList<>();

  GridHead(Words words) {
    this.words = words;
    direction.setText(words.baseToApex());
    direction.getStyleClass().add("grid-head");
    getChildren().add(direction);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    setMouseTransparent(true);
  }

  /** Names the columns; among all phases only marks, the phase shown and every fifth. */
  void show(
      GridLayout layout, double scrolled, GridMarks marks, boolean allPhases, int shownPhase) {
    direction.autosize();
    direction.relocate(GridLayout.MARGIN, 6);
    int used = 0;
    double free = -1;
    List<Integer> phases = layout.phases();
    for (int column = 0; column < phases.size(); column++) {
      int phase = phases.get(column);
      Mark mark = marks.at(phase);
      boolean named =
          !allPhases || mark != null || phase == shownPhase || (phase + 1) % 5 == 0 || phase == 0;
      double x = layout.columnX(column) - scrolled;
      if (named && x > -layout.cell() && x < getWidth() && (mark != null || x > free)) {
        Label label = label(used++);
        label.setText(
            allPhases && mark == null
                ? String.valueOf(phase + 1)
                : words.columnHead(mark, phase + 1));
        label.getStyleClass().setAll("label", "grid-head");
        if (mark != null) {
          label.getStyleClass().addAll("marked", mark == Mark.ED ? "ed" : "es");
        }
        label.applyCss();
        label.autosize();
        double textX = allPhases ? x : x + (layout.cell() - label.getWidth()) / 2;
        label.relocate(Math.rint(textX), Math.rint(getHeight() - label.getHeight() - 1));
        free = textX + label.getWidth() + 6;
      }
    }
    for (int i = used; i < labels.size(); i++) {
      labels.get(i).setVisible(false);
    }
  }

  private Label label(int index) {
    while (labels.size() <= index) {
      Label made = new Label();
      made.setManaged(false);
      labels.add(made);
      getChildren().add(made);
    }
    Label label = labels.get(index);
    label.setVisible(true);
    return label;
  }
}
