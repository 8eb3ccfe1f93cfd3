package ventricle.engine.inference;

import java.util.Locale;
import java.util.Optional;

/** What a model does in the product; a card names it in lower case. */
public enum ModelRole {
  PHASE,
  SEGMENT,
  VOLUME,
  EXPLAIN,
  VELOCITY;

  /** The name as cards, options and results write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role a card's text names; empty for an unknown one. */
  public static Optional<ModelRole> of(String text) {
    for (ModelRole role : values()) {
      if (role.text().equals(text)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
