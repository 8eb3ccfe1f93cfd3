import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Runs google-java-format over the sources below some folders: {@code check} fails when a file is
 * not formatted, {@code write} formats in place. Files older than the stamp were found formatted
 * before and are passed over. A program of its own because Maven may run on a JDK whose parser does
 * not know our language level.
 *
 * <p>Arguments: mode, stamp file, folders.
 */
public final class Format {
  public static void main(String[] args) throws IOException {
    boolean check = args[0].equals("check");
    Path stamp = Path.of(args[1]);
    Instant start = Instant.now();
    Instant since =
        Files.exists(stamp) ? Files.getLastModifiedTime(stamp).toInstant() : Instant.EPOCH;
    List<String> command =
        new ArrayList<>(
            check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    int options = command.size();
    for (String folder : List.of(args).subList(2, args.length)) {
      if (!Files.isDirectory(Path.of(folder))) {
        continue;
      }
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
            command.add(file.toString());
          }
        }
      }
    }
    int status = 0;
    if (command.size() > options) {
      status =
          ToolProvider.findFirst("google-java-format")
              .orElseThrow()
              .run(System.out, System.err, command.toArray(new String[0]));
    }
    if (status == 0) {
      Files.write(stamp, new byte[0]);
      Files.setLastModifiedTime(stamp, FileTime.from(start));
    } else if (check) {
      System.err.println("The files above are not formatted: run ./mvnw -Pformat process-sources");
    }
    System.exit(status);
  }
}
