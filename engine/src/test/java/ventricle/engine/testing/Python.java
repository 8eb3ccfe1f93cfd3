package ventricle.engine.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Python with pydicom and highdicom: the one that VENTRICLE_PYTHON names, else python3. A test that
 * needs it is skipped where it cannot import them.
 */
public final class Python {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Python() {}

  /**
   * Runs a script that lies beside this class.
   *
   * @return what it printed
   */
  public static JsonNode run(String script, List<String> arguments)
      throws IOException, InterruptedException {
    assumeTrue(canRead(), "no Python with highdicom");
    Path file = Files.createTempFile("ventricle-", ".py");
    try (@Nullable InputStream in = Python.class.getResourceAsStream(script)) {
      if (in == null) {
        throw new IllegalArgumentException("no script " + script);
      }
      Files.write(file, in.readAllBytes());
      List<String> command = new ArrayList<>(List.of(program(), file.toString()));
      command.addAll(arguments);
      return JSON.readTree(output(command));
    } finally {
      Files.delete(file);
    }
  }

  private static boolean canRead() throws InterruptedException {
    try {
      output(List.of(program(), "-c", "import highdicom"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String program() {
    return System.getenv().getOrDefault("VENTRICLE_PYTHON", "python3");
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("ventricle-", ".txt");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException("Python failed: " + Files.readString(errors));
      }
      return text;
    } finally {
      Files.delete(errors);
    }
  }
}
