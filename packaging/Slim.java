import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Copies jars into a folder without the native libraries of other operating systems and processors,
 * which some libraries carry for all of them.
 *
 * <pre>java packaging/Slim.java TO JAR…</pre>
 */
public final class Slim {
  /**
   * Where natives lie in a jar; the next folders name system and processor in each library's way.
   */
  private static final List<String> NATIVE_FOLDERS =
      List.of("/ai/onnxruntime/native", "/org/sqlite/native", "/com/sun/jna");

  public static void main(String[] args) throws IOException {
    String system = system(System.getProperty("os.name"));
    String processor = processor(System.getProperty("os.arch"));
    Path to = Path.of(args[0]);
    for (String jar : List.of(args).subList(1, args.length)) {
      Path copy = to.resolve(Path.of(jar).getFileName());
      Files.copy(Path.of(jar), copy);
      try (FileSystem zip = FileSystems.newFileSystem(copy)) {
        for (String folder : NATIVE_FOLDERS) {
          Path natives = zip.getPath(folder);
          if (Files.isDirectory(natives)) {
            removeForeign(natives, system, processor);
          }
        }
      }
    }
  }

  private static void removeForeign(Path natives, String system, String processor)
      throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(natives)) {
      files = walk.filter(Files::isRegularFile).filter(Slim::isNative).toList();
    }
    for (Path file : files) {
      String[] place = natives.relativize(file.getParent()).toString().split("[/-]", 2);
      boolean ours =
          place.length == 2
              && system(place[0]).equals(system)
              && processor(place[1]).equals(processor);
      if (!ours) {
        Files.delete(file);
      }
    }
  }

  private static boolean isNative(Path file) {
    String path = file.toString();
    return path.matches(".*\\.(so|dll|dylib|jnilib|a)") || path.contains(".dSYM/");
  }

  private static String system(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("win")) {
      return "windows";
    }
    if (lower.startsWith("mac") || lower.startsWith("osx") || lower.startsWith("darwin")) {
      return "mac";
    }
    return lower;
  }

  private static String processor(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64", "x64", "x86-64" -> "x64";
      case "arm64", "aarch64" -> "aarch64";
      default -> name;
    };
  }
}
