package ventricle.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import ventricle.app.prefs.PacsSettings;
import ventricle.app.prefs.PacsSettingsFile;
import ventricle.engine.dicom.web.PacsClient;
import ventricle.engine.dicom.web.PacsException;
import ventricle.engine.dicom.web.PacsServer;

/**
 * Which archive, and how it knows who asks. A password is never an argument, which everybody on the
 * machine could read: it comes from a file, the environment, the settings or the keyboard.
 */
final class PacsOptions {

  static final String PASSWORD = "VENTRICLE_PACS_PASSWORD";
  static final String TOKEN = "VENTRICLE_PACS_TOKEN";
  private static final String ADDRESS = "VENTRICLE_PACS";

  @Option(
      names = "--pacs",
      paramLabel = "URL",
      description =
          "DICOMweb services of the archive (default: VENTRICLE_PACS, then what was set up in the"
              + " window)")
  private @Nullable String address;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description =
          "log in by password, taken from --password-file, VENTRICLE_PACS_PASSWORD or the"
              + " keyboard; a token in VENTRICLE_PACS_TOKEN needs no name")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "file whose first line is the password, or the token where no user is named")
  private @Nullable Path passwordFile;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "certificates (PEM) to trust besides those of the system")
  private @Nullable Path authorities;

  /** The archive, ready to be asked. */
  PacsClient open(Context context) throws PacsException, UsageException, IOException {
    return new PacsClient(server(context, System.getenv()));
  }

  /** The archive's host, for messages and the audit. */
  PacsServer server(Context context, Map<String, String> environment)
      throws PacsException, UsageException, IOException {
    PacsSettings settings = settings(context, environment);
    PacsServer server = settings.server(secret(settings, environment));
    if (server.showsLogin()) {
      context.console().say("the login travels readable for everybody: the address is not https");
    }
    return server;
  }

  /** What was set up in the window, unless another archive is named; options come before both. */
  private PacsSettings settings(Context context, Map<String, String> environment)
      throws UsageException {
    String named = address != null ? address : environment.getOrDefault(ADDRESS, "");
    PacsSettings usual =
        named.isBlank()
            ? new PacsSettingsFile(context.userFolder().pacs()).load()
            : new PacsSettings(named, PacsSettings.Kind.NONE, "", null, null);
    if (usual.address().isBlank()) {
      throw new UsageException("no archive is set up; name one by --pacs");
    }
    boolean token = environment.containsKey(TOKEN) || passwordFile != null;
    PacsSettings.Kind kind =
        user != null
            ? PacsSettings.Kind.PASSWORD
            : token && usual.kind() == PacsSettings.Kind.NONE
                ? PacsSettings.Kind.TOKEN
                : usual.kind();
    return new PacsSettings(
        usual.address(),
        kind,
        user != null ? user : usual.user(),
        authorities != null ? authorities.toString() : usual.authorities(),
        usual.secret());
  }

  private String secret(PacsSettings settings, Map<String, String> environment)
      throws UsageException, IOException {
    if (settings.kind() == PacsSettings.Kind.NONE) {
      return "";
    }
    if (passwordFile != null) {
      return Files.readString(passwordFile).lines().findFirst().orElse("");
    }
    boolean byPassword = settings.kind() == PacsSettings.Kind.PASSWORD;
    String told = environment.get(byPassword ? PASSWORD : TOKEN);
    if (told != null) {
      return told;
    }
    if (settings.secret() != null) {
      return settings.secret();
    }
    java.io.Console keyboard = System.console();
    if (keyboard == null) {
      throw new UsageException("no password: name a file by --password-file, or set " + PASSWORD);
    }
    char[] typed = keyboard.readPassword("password for the archive: ");
    return typed == null ? "" : new String(typed);
  }
}
