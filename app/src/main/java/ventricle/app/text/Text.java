package ventricle.app.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import ventricle.engine.domain.Structure;

/** The words of the program in one language. Thread-safe. */
public final class Text {

  private final Locale locale;
  private final ResourceBundle bundle;

  public Text(Locale locale) {
    this.locale = locale;
    this.bundle = ResourceBundle.getBundle("ventricle.app.text.messages", locale);
  }

  /**
   * The text for a key with {@link MessageFormat} arguments filled in.
   *
   * @throws java.util.MissingResourceException when no such text exists
   */
  public String get(String key, Object... arguments) {
    String pattern = bundle.getString(key);
    return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
  }

  /** What a structure is called. */
  public String name(Structure structure) {
    return get("structure." + key(structure));
  }

  /** How a constant is spelled in keys and node ids: lower case with dashes. */
  public static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All keys, for tests. */
  public Set<String> keys() {
    return bundle.keySet();
  }
}
