package ventricle.app.review;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import ventricle.app.action.Action;
import ventricle.app.text.Text;
import ventricle.engine.review.PersonEntries.Field;

/** Marks numbers that rest on something a reader entered by hand. */
record ByHand(Text text, Set<Field> entered) {

  /** Puts the mark before a number when one of these was entered. */
  void mark(Label number, Field... restsOn) {
    if (Arrays.stream(restsOn).anyMatch(entered::contains)) {
      number.setGraphic(new FontIcon(Action.PERSON.icon()));
      number.setMinWidth(Region.USE_PREF_SIZE);
      number.setTooltip(new Tooltip(words()));
      number.setAccessibleText(number.getText() + ", " + words());
      number.getStyleClass().add("by-hand");
    }
  }

  /** Which values were entered; empty when none was. */
  String words() {
    return entered.isEmpty()
        ? ""
        : text.get(
            "person.by-hand",
            Arrays.stream(Field.values())
                .filter(entered::contains)
                .map(field -> text.get("person." + Text.key(field)))
                .collect(Collectors.joining(", ")));
  }
}
