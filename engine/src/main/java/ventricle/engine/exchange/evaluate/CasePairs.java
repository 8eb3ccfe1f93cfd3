package ventricle.engine.exchange.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import ventricle.engine.domain.UnusableInputException;

/**
 * Two folders of cases matched by name, whether each case has a folder or its files lie beside
 * those of others; two folders that are each a case of their own are one pair.
 *
 * @param pairs by name
 * @param predictedOnly names without a partner in the truth
 * @param truthOnly names without a partner among the predictions
 * @param empty folders on either side that hold nothing to compare
 */
record CasePairs(
    SortedMap<String, Pair> pairs,
    List<String> predictedOnly,
    List<String> truthOnly,
    List<String> empty) {

  record Pair(CaseFolder predicted, CaseFolder truth) {}

  /**
   * @throws UnusableInputException when one is no folder
   */
  static CasePairs of(Path predicted, Path truth) throws IOException, UnusableInputException {
    for (Path folder : List.of(predicted, truth)) {
      if (!Files.isDirectory(folder)) {
        throw new UnusableInputException(
            folder.toString(), Files.exists(folder) ? "is not a folder" : "does not exist");
      }
    }
    CaseFolder one = CaseFolder.of(predicted).orElse(null);
    CaseFolder other = CaseFolder.of(truth).orElse(null);
    if (one != null && other != null) {
      return new CasePairs(
          new TreeMap<>(java.util.Map.of(other.name(), new Pair(one, other))),
          List.of(),
          List.of(),
          List.of());
    }
    List<String> empty = new java.util.ArrayList<>();
    SortedMap<String, CaseFolder> first = cases(predicted, empty);
    SortedMap<String, CaseFolder> second = cases(truth, empty);
    SortedMap<String, Pair> pairs = new TreeMap<>();
    first.forEach(
        (name, folder) -> {
          CaseFolder partner = second.get(name);
          if (partner != null) {
            pairs.put(name, new Pair(folder, partner));
          }
        });
    return new CasePairs(
        pairs,
        first.keySet().stream().filter(name -> !second.containsKey(name)).toList(),
        second.keySet().stream().filter(name -> !first.containsKey(name)).toList(),
        List.copyOf(empty));
  }

  private static SortedMap<String, CaseFolder> cases(Path folder, List<String> empty)
      throws IOException {
    SortedMap<String, CaseFolder> cases = new TreeMap<>(CaseFolder.named(folder));
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.filter(Files::isDirectory).sorted().toList()) {
        String name = String.valueOf(entry.getFileName());
        CaseFolder.of(entry)
            .ifPresentOrElse(found -> cases.put(name, found), () -> empty.add(entry.toString()));
      }
    }
    return cases;
  }
}
