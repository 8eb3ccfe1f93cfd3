package ventricle.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import ventricle.app.prefs.PreferencesFile;
import ventricle.engine.store.UserFolder;
import ventricle.engine.store.db.DatabaseAddress;

/** Which database holds worklist and audit. */
final class DatabaseOption {

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "postgresql://USER@HOST/NAME or sqlite:FILE (default: VENTRICLE_DATABASE, then the"
              + " preferences, then a file in the user folder)")
  private @Nullable String url;

  DatabaseAddress address(Context context) throws UsageException {
    try {
      return address(url, context.userFolder());
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static DatabaseAddress address(@Nullable String named, UserFolder user) {
    String environment = System.getenv("VENTRICLE_DATABASE");
    if (named == null && environment != null && !environment.isBlank()) {
      return DatabaseAddress.parse(environment.strip());
    }
    String preferred =
        named != null
            ? named
            : new PreferencesFile(user.root().resolve("preferences.json")).load().database();
    return preferred == null
        ? new DatabaseAddress.Sqlite(user.database())
        : DatabaseAddress.parse(preferred);
  }
}
