package ventricle.app.observers;

import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import ventricle.app.text.Text;

/** "Session 2". */
final class SessionName extends StringConverter<Integer> {

  private final Text text;

  SessionName(Text text) {
    this.text = text;
  }

  @Override
  public String toString(@Nullable Integer session) {
    return session == null ? "" : text.get("observers.session", session);
  }

  @Override
  public Integer fromString(String words) {
    throw new UnsupportedOperationException("nobody types a session");
  }
}
