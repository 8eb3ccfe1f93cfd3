import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Runs google-java-format over the sources below a folder: {@code check} fails when a file is not
 * formatted, {@code write} formats in place. A program of its own because Maven may run on a JDK
 * whose parser does not know our language level.
 */
public final class Format {
  public static void main(String[] args) throws IOException {
    boolean check = args[0].equals("check");
    List<String> command =
        new ArrayList<>(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    int options = command.size();
    for (String folder : List.of(args).subList(1, args.length)) {
      if (!Files.isDirectory(Path.of(folder))) {
        continue;
      }
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files
            .map(Path::toString)
            .filter(f -> f.endsWith(".java"))
            .sorted()
            .forEach(command::add);
      }
    }
    if (command.size() == options) {
      return;
    }
    int status =
        ToolProvider.findFirst("google-java-format")
            .orElseThrow()
            .run(System.out, System.err, command.toArray(new String[0]));
    if (status != 0 && check) {
      System.err.println("The files above are not formatted: run ./mvnw -Pformat process-sources");
    }
    System.exit(status);
  }
}
