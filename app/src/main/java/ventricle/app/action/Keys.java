package ventricle.app.action;

import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** Reads and writes the names of keys. */
public final class Keys {

  private static final Map<String, String> SHOWN =
      Map.of(
          "Left", "←", "Right", "→", "Up", "↑", "Down", "↓", "Plus", "+", "Minus", "−", "Equals",
          "=", "Enter", "⏎", "Period", ".");

  private Keys() {}

  /** Parses "Shortcut+Shift+Z", "Left", "[" or "?". Single signs are matched by character. */
  static KeyCombination parse(String name) {
    if (name.length() == 1 && !Character.isLetterOrDigit(name.charAt(0))) {
      return new TypedCharacter(name);
    }
    int plus = name.lastIndexOf('+');
    String key = name.substring(plus + 1);
    KeyCode code = key.equals("Esc") ? KeyCode.ESCAPE : code(key);
    KeyCombination.Modifier[] modifiers =
        plus < 0
            ? new KeyCombination.Modifier[0]
            : Stream.of(name.substring(0, plus).split("\\+", -1))
                .map(Keys::modifier)
                .toArray(KeyCombination.Modifier[]::new);
    return new KeyCodeCombination(code, modifiers);
  }

  private static KeyCode code(String key) {
    KeyCode code = KeyCode.getKeyCode(key);
    return code != null ? code : KeyCode.valueOf(key.toUpperCase(java.util.Locale.ROOT));
  }

  private static KeyCombination.Modifier modifier(String name) {
    return switch (name) {
      case "Shortcut" -> KeyCombination.SHORTCUT_DOWN;
      case "Shift" -> KeyCombination.SHIFT_DOWN;
      case "Alt" -> KeyCombination.ALT_DOWN;
      default -> throw new IllegalArgumentException("unknown modifier " + name);
    };
  }

  /** How a key is shown to people: "Ctrl Z", "←". */
  public static String shown(KeyCombination keys) {
    String text = keys.getDisplayText();
    if (text.endsWith("+")) { // the key itself, not what joins keys
      return join(text.substring(0, text.length() - 1), "+");
    }
    int last = text.lastIndexOf('+');
    return join(text.substring(0, last + 1), text.substring(last + 1));
  }

  private static String join(String modifiers, String key) {
    return modifiers.replace('+', ' ') + SHOWN.getOrDefault(key, key);
  }

  /** Matches the sign a key press writes, wherever the keyboard layout keeps it. */
  private static final class TypedCharacter extends KeyCombination {

    private final String sign;

    TypedCharacter(String sign) {
      super(KeyCombination.SHIFT_ANY);
      this.sign = sign;
    }

    @Override
    public boolean match(KeyEvent event) {
      return sign.equals(event.getText()) && !event.isShortcutDown() && !event.isAltDown();
    }

    @Override
    public String getName() {
      return sign;
    }

    @Override
    public String getDisplayText() {
      return sign;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof TypedCharacter that && sign.equals(that.sign);
    }

    @Override
    public int hashCode() {
      return sign.hashCode();
    }
  }
}
