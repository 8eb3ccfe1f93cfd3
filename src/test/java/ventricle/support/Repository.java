package ventricle.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checked-out repository and what lies beside it. */
public final class Repository {

  private Repository() {}

  public static Path root() {
    String named = System.getProperty("ventricle.root");
    Path at = Path.of(named == null ? "" : named).toAbsolutePath().normalize();
    while (!Files.isRegularFile(at.resolve("jlink.conf"))) {
      at = at.getParent();
    }
    return at;
  }

  /** The schema of a written file, {@code measurements} or {@code contours}. */
  public static Path schema(String name) {
    return root().resolve("docs").resolve(name + ".schema.json");
  }

  /** The four public studies; skips the test where they are not. */
  public static Path studies() {
    String given = System.getenv("VENTRICLE_DATA");
    Path data = given != null ? Path.of(given) : root().resolve("../shared/data");
    assumeTrue(
        Files.isDirectory(data.resolve("studies")),
        "the public studies are not at ../shared/data nor at VENTRICLE_DATA");
    return data.resolve("studies");
  }
}
