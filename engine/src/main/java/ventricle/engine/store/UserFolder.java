package ventricle.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import ventricle.engine.files.Folders;
import ventricle.engine.store.StoreException.Kind;

/**
 * Where the program keeps what belongs to a user; readable by its owner only.
 *
 * @param root the folder itself
 */
public record UserFolder(Path root) {

  /**
   * {@code VENTRICLE_HOME}; else {@code %APPDATA%\Ventricle} on Windows, {@code
   * ~/Library/Application Support/Ventricle} on macOS, {@code $XDG_DATA_HOME/ventricle} or {@code
   * ~/.local/share/ventricle} elsewhere. Nothing is created.
   *
   * @param environment as {@link System#getenv()} gives it
   * @param osName as the property {@code os.name} gives it
   * @param home the user's home
   */
  public static UserFolder locate(Map<String, String> environment, String osName, Path home) {
    String moved = environment.getOrDefault("VENTRICLE_HOME", "");
    if (!moved.isBlank()) {
      return new UserFolder(Path.of(moved));
    }
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.contains("win")) {
      String appData = environment.getOrDefault("APPDATA", "");
      Path base = appData.isBlank() ? home.resolve("AppData").resolve("Roaming") : Path.of(appData);
      return new UserFolder(base.resolve("Ventricle"));
    }
    if (os.contains("mac")) {
      return new UserFolder(
          home.resolve("Library").resolve("Application Support").resolve("Ventricle"));
    }
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    Path base = xdg.isBlank() ? home.resolve(".local").resolve("share") : Path.of(xdg);
    return new UserFolder(base.resolve("ventricle"));
  }

  /** The folder of the running user. */
  public static UserFolder ofThisUser() {
    return locate(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  /** Creates it where it is not there. */
  public UserFolder create() throws StoreException {
    try {
      Folders.createForOwner(root);
      return this;
    } catch (IOException e) {
      throw new StoreException(
          Kind.CANNOT_WRITE, "The user folder cannot be created: " + root + ".", e);
    }
  }

  public Path journals() {
    return root.resolve("journals");
  }

  public Path models() {
    return root.resolve("models");
  }

  /** What a site changes of reports; not there unless somebody made it. */
  public Path report() {
    return root.resolve("report");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  /** The database of a program that names no other. */
  public Path database() {
    return root.resolve("ventricle.db");
  }

  /** How far the audit was seen to reach. */
  public Path auditHeads() {
    return root.resolve("audit-heads.json");
  }

  /** Rows of the audit that wait for the database. */
  public Path auditWaiting() {
    return root.resolve("audit-waiting.json");
  }

  /** Which archive is asked, and how it knows the user. */
  public Path pacs() {
    return root.resolve("pacs.json");
  }

  /** Where studies from archives are kept, unless another place is named. */
  public Path retrieved() {
    return root.resolve("retrieved");
  }

  public Path recentStudies() {
    return root.resolve("recent.json");
  }
}
