package ventricle.app.prefs;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.web.Login;
import ventricle.engine.dicom.web.PacsException;
import ventricle.engine.dicom.web.PacsServer;

/**
 * The archive this user works with.
 *
 * @param address of its DICOMweb services; empty while none is set up
 * @param user for a login by password; may be empty for others
 * @param authorities file of certificates to trust besides; null for none
 * @param secret password or token, kept only if the user wants so; null to be asked
 */
public record PacsSettings(
    String address, Kind kind, String user, @Nullable String authorities, @Nullable String secret) {

  /** How the archive knows who asks. */
  public enum Kind {
    NONE,
    PASSWORD,
    TOKEN
  }

  public static final PacsSettings UNKNOWN = new PacsSettings("", Kind.NONE, "", null, null);

  /**
   * The archive as it is to be asked.
   *
   * @throws PacsException when a part cannot be right; the message holds no secret
   */
  public PacsServer server(String password) throws PacsException {
    Login login;
    try {
      login =
          switch (kind) {
            case NONE -> new Login.None();
            case PASSWORD -> new Login.Basic(user, password);
            case TOKEN -> new Login.Bearer(password);
          };
    } catch (IllegalArgumentException e) {
      throw PacsException.settings("login", String.valueOf(e.getMessage()));
    }
    boolean others = authorities != null && !authorities.isBlank();
    return PacsServer.of(address, login, others ? Path.of(authorities) : null);
  }

  /** The same without the secret, or with it. */
  public PacsSettings withSecret(@Nullable String kept) {
    return new PacsSettings(address, kind, user, authorities, kept);
  }

  @Override
  public String toString() {
    return "PacsSettings[…]";
  }
}
