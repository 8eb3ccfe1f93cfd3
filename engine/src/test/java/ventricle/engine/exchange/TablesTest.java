package ventricle.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.evaluate.Evaluation;
import ventricle.engine.exchange.evaluate.EvaluationFiles;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.measure.agreement.ReadingComparison;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.protocol.Protocol;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** docs/tables.md against the tables that are written. */
class TablesTest {

  private static final Pattern HEADINGS = Pattern.compile("(?m)^### (.+)\\R`([^`]+)`$");

  private static final List<Protocol.Case> CASES =
      List.of(new Protocol.Case("heart", Path.of("heart"), null, null));

  @TempDir Path folder;

  private static Map<String, String> documented() throws IOException {
    Map<String, String> tables = new TreeMap<>();
    Matcher matcher =
        HEADINGS.matcher(
            Files.readString(Path.of(System.getProperty("ventricle.root"), "docs", "tables.md")));
    while (matcher.find()) {
      tables.put(matcher.group(1), matcher.group(2));
    }
    return tables;
  }

  @Test
  void theDocumentNamesEveryColumnOfEveryTable() throws Exception {
    Study study = SyntheticStudies.study();
    ReviewDocument document = SyntheticStudies.document(study);
    Map<String, String> written = new TreeMap<>();
    StudyCsv.writeMeasurements(folder.resolve("measurements.csv"), SyntheticStudies.measurements());
    StudyCsv.writeContours(folder.resolve("contours.csv"), study, document);
    for (String name : List.of("measurements.csv", "contours.csv")) {
      written.put(name, Files.readAllLines(folder.resolve(name)).getFirst());
    }
    Path sets = Files.createDirectories(folder.resolve("sets/heart"));
    ContoursJson.write(sets.resolve("contours.json"), ContoursFile.of(study, document));
    Path out = Files.createDirectories(folder.resolve("out"));
    for (Path file :
        EvaluationFiles.write(
            out,
            new Evaluation.Run(sets.getParent(), sets.getParent(), null, null)
                .run(Progress.NONE, new CancelToken()))) {
      if (file.toString().endsWith(".csv")) {
        written.put(String.valueOf(file.getFileName()), Files.readAllLines(file).getFirst());
      }
    }
    Protocol protocol =
        new Protocol("p", 1, "", 1, List.of("ada"), CASES, 1, 0, Protocol.Start.BLANK);
    ObserverTables tables = new ObserverTables(protocol);
    written.put("values.csv", tables.values().getFirst());
    written.put("slices.csv of readers", tables.slices().getFirst());
    written.put("inter.csv", ComparisonCsv.inter(Observers.of(List.of())).getFirst());
    written.put("pairs.csv, intra.csv", ComparisonCsv.pairs(List.of()).getFirst());
    ReadingComparison same = ReadingComparison.of(study.stack(), document, document);
    written.put(
        "contours.csv of readers", "case," + ComparisonCsv.contours("a", "b", same).getFirst());

    assertThat(documented()).containsExactlyInAnyOrderEntriesOf(written);
  }

  @Test
  void everyLineOfATableHasAFieldForEachColumn() throws Exception {
    Study study = SyntheticStudies.study();
    Path sets = Files.createDirectories(folder.resolve("sets/heart"));
    ContoursJson.write(
        sets.resolve("contours.json"), ContoursFile.of(study, SyntheticStudies.document(study)));
    Path out = Files.createDirectories(folder.resolve("out"));
    EvaluationFiles.write(
        out,
        new Evaluation.Run(sets.getParent(), sets.getParent(), null, null)
            .run(Progress.NONE, new CancelToken()));

    List<Path> tables = new ArrayList<>();
    try (Stream<Path> files = Files.list(out)) {
      files.filter(f -> f.toString().endsWith(".csv")).forEach(tables::add);
    }
    assertThat(tables).hasSize(6);
    for (Path table : tables) {
      List<String> lines = Files.readAllLines(table);
      assertThat(new TreeSet<>(lines.stream().map(l -> l.split(",", -1).length).toList()))
          .as(table.toString())
          .hasSize(1);
      assertThat(lines).hasSizeGreaterThan(1);
    }
  }
}
