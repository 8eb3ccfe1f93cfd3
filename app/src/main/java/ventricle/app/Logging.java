package ventricle.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import ventricle.app.cli.Console;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.UserFolder;

/**
 * Sends the log to files in the user's folder, five of a megabyte at most; nothing goes to the
 * terminal. The one place that knows which logging system stands behind SLF4J.
 */
final class Logging {

  private static final int LARGEST = 1 << 20;
  private static final int FILES = 5;

  /** Held here because the logging system forgets the level of a logger that nobody holds. */
  private static final Logger DJL = Logger.getLogger("ai.djl");

  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private Logging() {}

  static void toFile(UserFolder user, Console console) {
    Logger root = LogManager.getLogManager().getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    DJL.setLevel(
        Level.SEVERE); // it warns of a missing GPU at every start; we say so once ourselves
    FLYWAY.setLevel(Level.WARNING); // it repeats the database's address, which may hold a password
    try {
      new UserFolder(user.create().logs()).create();
      Path pattern = user.logs().resolve("ventricle-%g.log");
      FileHandler file = new FileHandler(pattern.toString(), LARGEST, FILES, true);
      file.setFormatter(new SimpleFormatter());
      file.setLevel(Level.INFO);
      root.addHandler(file);
    } catch (IOException | StoreException e) {
      console.say("ventricle: no log is written, " + user.logs() + " cannot be used");
    }
  }
}
