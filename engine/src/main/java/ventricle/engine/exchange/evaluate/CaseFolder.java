package ventricle.engine.exchange.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.review.Mark;

/**
 * The files of one case: a folder as {@code analyze} and {@code phantom} write it (labels, SEG or
 * contours; where phases are not in them, {@code measurements.json} or {@code truth.json} say which
 * they are), or the files of one name in a folder of many cases.
 *
 * @param name of the case
 * @param folder the folder of its own, null in a folder of many
 * @param contours {@code contours.json}, null without
 * @param labels label volumes at the marks, those that are there
 * @param segs segmentations at the marks, likewise
 */
record CaseFolder(
    String name,
    @Nullable Path folder,
    @Nullable Path contours,
    Map<Mark, Path> labels,
    Map<Mark, Path> segs) {

  /** Case, mark and kind of a file, as nnU-Net and the challenges name them. */
  private static final Pattern FILE =
      Pattern.compile(
          "(?<case>.+)[_-](?<mark>ed|es)(?<gt>_gt)?\\.(?<kind>nii|nii\\.gz|dcm)",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> OWN = Set.of("labels", "seg");

  CaseFolder {
    labels = Map.copyOf(labels);
    segs = Map.copyOf(segs);
  }

  /** The kinds of files that are there. */
  Set<CaseSet.Kind> kinds() {
    Set<CaseSet.Kind> kinds = EnumSet.noneOf(CaseSet.Kind.class);
    if (contours != null) {
      kinds.add(CaseSet.Kind.CONTOURS);
    }
    if (!labels.isEmpty()) {
      kinds.add(CaseSet.Kind.LABELS);
    }
    if (!segs.isEmpty()) {
      kinds.add(CaseSet.Kind.SEG);
    }
    return kinds;
  }

  /** A folder that is one case; empty when it holds none of the files, or those of several. */
  static Optional<CaseFolder> of(Path folder) throws IOException {
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    Path contours = folder.resolve("contours.json");
    SortedMap<String, CaseFolder> found = named(folder);
    Map<Mark, Path> labels = new EnumMap<>(Mark.class);
    Map<Mark, Path> segs = new EnumMap<>(Mark.class);
    List<String> taken =
        found.size() == 1
            ? List.copyOf(found.keySet())
            : found.keySet().stream().filter(OWN::contains).toList();
    for (String one : taken) {
      CaseFolder files = Objects.requireNonNull(found.get(one));
      labels.putAll(files.labels());
      segs.putAll(files.segs());
    }
    boolean drawn = Files.isRegularFile(contours);
    return labels.isEmpty() && segs.isEmpty() && !drawn
        ? Optional.empty()
        : Optional.of(new CaseFolder(name, folder, drawn ? contours : null, labels, segs));
  }

  /** The cases whose files lie beside each other in a folder, by name. */
  static SortedMap<String, CaseFolder> named(Path folder) throws IOException {
    SortedMap<String, Map<Mark, Path>> labels = new TreeMap<>();
    SortedMap<String, Map<Mark, Path>> segs = new TreeMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : entries.filter(Files::isRegularFile).sorted().toList()) {
        Matcher matcher = FILE.matcher(String.valueOf(file.getFileName()));
        if (matcher.matches()) {
          boolean seg = matcher.group("kind").equalsIgnoreCase("dcm");
          Mark mark = Mark.valueOf(matcher.group("mark").toUpperCase(Locale.ROOT));
          (seg ? segs : labels)
              .computeIfAbsent(matcher.group("case"), c -> new EnumMap<>(Mark.class))
              .put(mark, file);
        }
      }
    }
    SortedMap<String, CaseFolder> cases = new TreeMap<>();
    Set<String> names = new TreeSet<>(labels.keySet());
    names.addAll(segs.keySet());
    for (String name : names) {
      cases.put(
          name,
          new CaseFolder(
              name,
              null,
              null,
              labels.getOrDefault(name, Map.of()),
              segs.getOrDefault(name, Map.of())));
    }
    return cases;
  }

  /**
   * @throws UnusableInputException when a file of this kind cannot be used, naming it
   */
  CaseSet read(CaseSet.Kind kind) throws IOException, UnusableInputException {
    return new CaseReader(this).read(kind);
  }
}
