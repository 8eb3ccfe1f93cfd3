package ventricle.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the files of the repository. */
final class RepositoryTest {
  private static final int MOST_LINES = 400;

  private static final Path ROOT = Path.of(System.getProperty("ventricle.root", "../.."));

  private static final Pattern ROW =
      Pattern.compile("^\\| [^:|]+: ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);

  @Test
  void sourcesStayShortEnoughToRead() throws IOException {
    List<Path> sources = sources();
    assertThat(sources).hasSizeGreaterThan(20);
    assertThat(sources)
        .allSatisfy(
            file ->
                assertThat(Files.readAllLines(file))
                    .as(ROOT.relativize(file).toString())
                    .hasSizeLessThanOrEqualTo(MOST_LINES));
  }

  @Test
  void everyLibraryThatShipsIsInTheNotices() throws IOException {
    Set<String> listed =
        ROW.matcher(Files.readString(ROOT.resolve("THIRD-PARTY.md")))
            .results()
            .flatMap(RepositoryTest::jars)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(listed).isNotEmpty().containsExactlyInAnyOrderElementsOf(shipped());
  }

  private static Stream<String> jars(MatchResult row) {
    return Arrays.stream(row.group(1).split(", ")).map(name -> name + "-" + row.group(2) + ".jar");
  }

  /**
   * The class path in the app's manifest, without our own jars, the doubles per platform and the
   * difference between the variants.
   */
  private static Set<String> shipped() throws IOException {
    Path target = ROOT.resolve("app/target");
    Path app;
    try (var files = Files.newDirectoryStream(target, "ventricle-app-*.jar")) {
      app = files.iterator().next();
    }
    try (JarFile jar = new JarFile(app.toFile())) {
      String classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return Arrays.stream(classPath.split(" "))
          .map(entry -> entry.substring(entry.lastIndexOf('/') + 1))
          .filter(name -> !name.startsWith("ventricle-"))
          .filter(name -> !name.matches("javafx-.*-(linux|mac|win)(-aarch64)?\\.jar"))
          .map(name -> name.replace("onnxruntime_gpu", "onnxruntime"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean ours = folder.equals(ROOT) || !Set.of("target", ".git", "dist").contains(name);
            return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
