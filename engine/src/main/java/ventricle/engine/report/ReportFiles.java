package ventricle.engine.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files a report is made with: a site's own, else those of the program. Names are plain file
 * names, so that nothing outside the two folders is ever read.
 */
public final class ReportFiles {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
  private static final Pattern WORDS = Pattern.compile("texts_([a-z]{2,3})\\.properties");
  private static final long LARGEST = 32 << 20;

  /** Languages that the program brings. */
  private static final List<String> BUNDLED = List.of("en", "de");

  private final @Nullable Path site;

  public ReportFiles(@Nullable Path site) {
    this.site = site;
  }

  /** Codes of the languages that a report can be written in: the program's, then the site's own. */
  public List<String> languages() {
    TreeSet<String> own = new TreeSet<>();
    for (Path file : siteFiles()) {
      Matcher words = WORDS.matcher(file.getFileName().toString());
      if (words.matches() && !BUNDLED.contains(words.group(1))) {
        own.add(words.group(1));
      }
    }
    return Stream.concat(BUNDLED.stream(), own.stream()).toList();
  }

  /** The file in the site's folder, empty where it has none of that name. */
  public Optional<byte[]> own(String name) throws OutputUnavailableException {
    if (site == null || !NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    Path file = site.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw new OutputUnavailableException("report/" + name + " is larger than 32 MB");
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new OutputUnavailableException("report/" + name + " cannot be read");
    }
  }

  /** The program's file; empty where it brings none of that name. */
  public Optional<byte[]> bundled(String name) throws IOException {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try (@Nullable InputStream in = ReportFiles.class.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    }
  }

  /** The site's file, else the program's. */
  public Optional<byte[]> any(String name) throws IOException, OutputUnavailableException {
    Optional<byte[]> own = own(name);
    return own.isPresent() ? own : bundled(name);
  }

  /** Decodes a file of words or markup. */
  public static String text(String name, byte[] bytes) throws OutputUnavailableException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new OutputUnavailableException("report/" + name + " is not UTF-8");
    }
  }

  /** Names of the fonts a site adds, TrueType, in alphabetical order. */
  public List<String> fonts() {
    return siteFiles().stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith(".ttf") && NAME.matcher(name).matches())
        .toList();
  }

  /** The file of the site's logo, empty without one. */
  public Optional<String> logo() {
    List<String> names = siteFiles().stream().map(f -> f.getFileName().toString()).toList();
    return Stream.of("logo.svg", "logo.png", "logo.jpg").filter(names::contains).findFirst();
  }

  /** Names of all pictures in the site's folder, for templates that show them. */
  public List<String> pictures() {
    return siteFiles().stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> NAME.matcher(name).matches() && name.matches(".*\\.(svg|png|jpg)"))
        .toList();
  }

  private List<Path> siteFiles() {
    if (site == null || !Files.isDirectory(site)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(site)) {
      return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
    } catch (IOException e) {
      return List.of();
    }
  }
}
