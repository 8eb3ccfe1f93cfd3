package ventricle.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What this computer is called, without asking a network. */
public final class Machine {

  private Machine() {}

  public static String name() {
    Map<String, String> environment = System.getenv();
    for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
      String name = environment.getOrDefault(variable, "").strip();
      if (!name.isEmpty()) {
        return name;
      }
    }
    try {
      return Files.readString(Path.of("/etc/hostname")).strip();
    } catch (IOException e) {
      return "this computer";
    }
  }
}
