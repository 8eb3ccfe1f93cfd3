package ventricle.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ventricle.app.Main;

/**
 * The program in a process of its own, without a display.
 *
 * @param out all of standard output
 * @param err all of standard error
 */
public record ChildProgram(int code, String out, String err) {

  private static final int LONGEST_S = 180;

  /**
   * @param home its user folder
   * @param temporary its folder for temporary files, which must exist
   */
  public static ChildProgram run(Path home, Path temporary, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "-Djava.io.tmpdir=" + temporary,
                "-Dventricle.root=" + Repository.root(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    Path out = Files.createTempFile("ventricle", ".out");
    Path err = Files.createTempFile("ventricle", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().put("VENTRICLE_HOME", home.toString());
      builder.environment().remove("DISPLAY");
      Process process = builder.start();
      if (!process.waitFor(LONGEST_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the program did not end");
      }
      return new ChildProgram(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
