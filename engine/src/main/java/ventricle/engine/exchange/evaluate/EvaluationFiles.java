package ventricle.engine.exchange.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation as a folder: tables (CSV), {@code evaluation.json} and plots (SVG). */
public final class EvaluationFiles {

  private EvaluationFiles() {}

  /**
   * Writes the tables of {@link EvaluationTables}, {@code evaluation.json} and {@code plots/}.
   *
   * @return what was written
   */
  public static List<Path> write(Path folder, Evaluation evaluation) throws IOException {
    List<Path> written = new ArrayList<>();
    Path plots = Files.createDirectories(folder.resolve("plots"));
    for (Map.Entry<String, List<String>> table : EvaluationTables.of(evaluation).entrySet()) {
      written.add(Files.write(folder.resolve(table.getKey()), table.getValue()));
    }
    written.add(
        Files.writeString(folder.resolve("evaluation.json"), EvaluationJson.text(evaluation)));
    for (Map.Entry<String, String> figure : EvaluationFigures.of(evaluation).entrySet()) {
      written.add(Files.writeString(plots.resolve(figure.getKey()), figure.getValue()));
    }
    return written;
  }

  static String presence(CaseComparison.Row row) {
    return switch (row.presence()) {
      case BOTH -> "both";
      case FIRST_ONLY -> "predicted-only";
      case SECOND_ONLY -> "truth-only";
    };
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
