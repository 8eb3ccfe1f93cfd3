package ventricle.engine.dicom.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Validators of others, run where they are installed; a test that needs one is skipped elsewhere.
 */
public final class Validators {

  private Validators() {}

  /** What David Clunie's dciodvfy calls an error in a file. */
  public static List<String> dciodvfyErrors(Path file) throws IOException, InterruptedException {
    List<String> lines = run("dciodvfy", "-new", file.toString());
    assertThat(lines).as("dciodvfy knows the kind of object").isNotEmpty();
    return lines.stream().filter(line -> line.startsWith("Error")).toList();
  }

  /** The content tree as DCMTK's dsrdump prints it. */
  public static List<String> dsrdump(Path file) throws IOException, InterruptedException {
    return run("dsrdump", "+Pc", file.toString());
  }

  /** Makes a picture of a colour image with DCMTK's dcm2pnm. */
  public static void dcm2pnm(Path file, Path picture) throws IOException, InterruptedException {
    assertThat(run("dcm2pnm", "+op", file.toString(), picture.toString())).isEmpty();
  }

  private static List<String> run(String... command) throws IOException, InterruptedException {
    assumeTrue(installed(command[0]), command[0] + " is not installed");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text.lines().toList();
  }

  private static boolean installed(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(java.io.File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of(Path.of(folder, program)))
        .anyMatch(Files::isExecutable);
  }
}
