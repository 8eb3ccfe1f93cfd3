package ventricle.app.review;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.jspecify.annotations.Nullable;
import ventricle.app.text.Text;
import ventricle.engine.review.WallMotion;

/** The grades a segment can be given. */
final class GradeMenu extends ContextMenu {

  /**
   * @param now the segment's grade, null while nobody graded it
   * @param grade receives the grade chosen, null to take it away
   * @param go shows the segment's frame
   */
  GradeMenu(
      Text text,
      SegmentText words,
      @Nullable WallMotion now,
      Consumer<@Nullable WallMotion> grade,
      Runnable go) {
    setId("grade-menu");
    List<MenuItem> items = new ArrayList<>();
    for (WallMotion choice : WallMotion.values()) {
      RadioMenuItem item = new RadioMenuItem(words.grade(choice));
      item.setId("grade-" + choice.score());
      item.setSelected(choice == now);
      item.setOnAction(e -> grade.accept(choice));
      items.add(item);
    }
    RadioMenuItem none = new RadioMenuItem(text.get("wall.not-graded"));
    none.setId("grade-none");
    none.setSelected(now == null);
    none.setOnAction(e -> grade.accept(null));
    items.add(none);
    items.add(new SeparatorMenuItem());
    MenuItem show = new MenuItem(text.get("wall.show-frame"));
    show.setId("grade-show");
    show.setOnAction(e -> go.run());
    items.add(show);
    getItems().setAll(items);
  }
}
