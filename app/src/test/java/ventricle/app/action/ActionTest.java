package ventricle.app.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ventricle.app.text.Text;

class ActionTest {

  private final Text text = new Text(Locale.ENGLISH);

  @Test
  void noTwoActionsShareAKey() {
    List<KeyCombination> keys =
        Arrays.stream(Action.values()).flatMap(a -> a.keys().stream()).toList();
    assertThat(keys).doesNotHaveDuplicates();
    assertThat(keys.stream().map(Keys::shown)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void everyActionHasATextAndAnIcon(Action action) {
    assertThat(text.get(action.textKey())).isNotBlank();
    assertThat(action.icon().getDescription()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void everyGroupHasAHeadingAndActions(Action.Group group) {
    assertThat(text.get("group." + group.name().toLowerCase(Locale.ROOT))).isNotBlank();
    assertThat(Action.values()).anyMatch(a -> a.group() == group);
  }

  @Test
  void noTwoActionsHaveTheSameText() {
    assertThat(Stream.of(Action.values()).map(a -> text.get(a.textKey()))).doesNotHaveDuplicates();
  }

  @Test
  void aSignIsMatchedWhereverTheKeyboardKeepsIt() {
    KeyCombination sign = Action.KEYS.keys().getFirst();
    assertThat(sign.match(pressed("?", KeyCode.SLASH, true))).isTrue();
    assertThat(sign.match(pressed("?", KeyCode.COMMA, true))).isTrue();
    assertThat(sign.match(pressed("/", KeyCode.SLASH, false))).isFalse();
  }

  @Test
  void undoAndRedoAreToldApartByShift() {
    assertThat(matching(control(KeyCode.Z, false))).containsExactly(Action.UNDO);
    assertThat(matching(control(KeyCode.Z, true))).containsExactly(Action.REDO);
    assertThat(matching(pressed("d", KeyCode.D, false))).containsExactly(Action.GO_TO_ED);
    assertThat(matching(pressed("D", KeyCode.D, true))).containsExactly(Action.SET_ED);
  }

  private static List<Action> matching(KeyEvent event) {
    return Arrays.stream(Action.values())
        .filter(a -> a.keys().stream().anyMatch(k -> k.match(event)))
        .toList();
  }

  private static KeyEvent pressed(String sign, KeyCode code, boolean shift) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", sign, code, shift, false, false, false);
  }

  private static KeyEvent control(KeyCode code, boolean shift) {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, !mac, false, mac);
  }
}
