package ventricle.engine.dicom.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How the program shows who it is. No text of it ever holds the secret. */
public sealed interface Login {

  /** Not at all. */
  record None() implements Login {}

  /**
   * By name and password (RFC 7617).
   *
   * @param user without a colon
   */
  record Basic(String user, String password) implements Login {
    public Basic {
      if (user.isBlank() || user.indexOf(':') >= 0 || !printable(user) || !printable(password)) {
        throw new IllegalArgumentException(
            "a user name is not empty and has no colon; name and password are printable");
      }
    }

    @Override
    public String toString() {
      return "Basic[…]";
    }
  }

  /** By a token (RFC 6750). */
  record Bearer(String token) implements Login {
    public Bearer {
      if (!token.matches("[A-Za-z0-9._~+/-]+=*")) {
        throw new IllegalArgumentException("a token is made of letters, digits and . _ ~ + / - =");
      }
    }

    @Override
    public String toString() {
      return "Bearer[…]";
    }
  }

  /** Value of the header Authorization; empty for none. */
  default Optional<String> header() {
    return switch (this) {
      case None() -> Optional.empty();
      case Basic(String user, String password) ->
          Optional.of(
              "Basic "
                  + Base64.getEncoder()
                      .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
      case Bearer(String token) -> Optional.of("Bearer " + token);
    };
  }

  private static boolean printable(String text) {
    return text.chars().noneMatch(Character::isISOControl);
  }
}
