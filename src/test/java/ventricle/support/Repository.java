package ventricle.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

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

  /** The folders of the models in the repository. */
  public static List<Path> models() throws IOException {
    try (Stream<Path> folders = Files.list(root().resolve("models"))) {
      return folders.filter(f -> Files.isRegularFile(f.resolve("card.json"))).sorted().toList();
    }
  }

  /** The roles for which the repository has a model. */
  public static Set<String> roles() throws IOException {
    Set<String> roles = new TreeSet<>();
    for (Path model : models()) {
      roles.add(
          new JsonMapper().readTree(model.resolve("card.json").toFile()).get("role").asText());
    }
    return roles;
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
