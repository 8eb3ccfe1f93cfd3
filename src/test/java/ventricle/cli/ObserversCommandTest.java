package ventricle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.exchange.ProtocolJson;
import ventricle.engine.review.protocol.Protocol;
import ventricle.support.ObserverReadings;

/** An observer study from protocol to tables. */
class ObserversCommandTest {

  private static final int CASES = 3;

  @TempDir Path folder;

  private Path protocol(int sessions) throws Exception {
    return ObserverReadings.protocol(folder, CASES, sessions);
  }

  private void everybodyReads(Protocol protocol) throws Exception {
    ObserverReadings.write(folder, CASES);
    ObserverReadings.everybodyReads(folder, folder.resolve("home/journals"), protocol);
  }

  private CommandLineRun run(Object... words) {
    return CommandLineRun.of(folder.resolve("home"), words);
  }

  private static List<List<String>> table(Path file) throws Exception {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      rows.add(List.of(line.split(",", -1)));
    }
    return rows;
  }

  @Test
  void tablesTellHowFarReadersAgreeBetweenAndWithinThemselves() throws Exception {
    Path file = protocol(2);
    everybodyReads(ProtocolJson.read(file));

    CommandLineRun run = run("observers", "results", file, "--out", folder.resolve("out"));

    assertThat(run.code()).as(run.err().toString()).isZero();
    assertThat(run.out()).anyMatch(l -> l.startsWith("LV_EDV") && l.contains("2 readers, 3 cases"));
    List<List<String>> inter = table(folder.resolve("out/inter.csv"));
    assertThat(inter.getFirst()).contains("icc_2_1", "within_subject_cov");
    // ben's areas are 1.03² of ada's: SD / mean of a pair (1, q) is √2 (q − 1) / (q + 1)
    double q = 1.03 * 1.03;
    List<String> edv = inter.get(1);
    assertThat(edv.getFirst()).isEqualTo("LV_EDV");
    assertThat(Double.parseDouble(edv.getLast()))
        .isCloseTo(Math.sqrt(2) * (q - 1) / (q + 1), within(1e-3));
    List<List<String>> intra = table(folder.resolve("out/intra.csv"));
    assertThat(intra)
        .anySatisfy(
            row -> {
              assertThat(row.subList(0, 7))
                  .containsExactly("LV_EDV", "ml", "ada", "1", "ada", "2", "3");
              assertThat(Double.parseDouble(row.get(7))).isNegative();
            });
    assertThat(intra)
        .anySatisfy(
            row -> {
              assertThat(row.subList(0, 3)).containsExactly("LV_EF", "%", "ben");
              assertThat(Double.parseDouble(row.get(7))).isZero();
            });
    assertThat(table(folder.resolve("out/slices.csv")).get(1).subList(4, 9))
        .containsExactly("ED", "LV_ENDO", "15", "1.0000", "");
    assertThat(table(folder.resolve("out/contours.csv"))).hasSizeGreaterThan(50);
    assertThat(table(folder.resolve("out/values.csv"))).hasSize(1 + CASES * 4 * 9);
  }

  @Test
  void whatNobodyHasReadYetIsNamed() throws Exception {
    Path file = protocol(2);
    Protocol protocol = ProtocolJson.read(file);
    everybodyReads(
        new Protocol(
            protocol.id(),
            protocol.version(),
            "",
            5,
            protocol.readers(),
            protocol.cases(),
            1,
            0,
            protocol.start()));

    CommandLineRun run = run("observers", "results", file, "--out", folder.resolve("out"));

    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err()).contains("not read: C1 by ada, session 2");
    assertThat(Files.readAllLines(folder.resolve("out/intra.csv"))).hasSize(1);
  }

  @Test
  void theOrderIsRandomForEachReaderAndTheSameEveryTime() throws Exception {
    Path file = protocol(2);

    List<String> once = run("observers", "order", file).out();

    assertThat(once).hasSize(1 + 2 * 2 * CASES).isEqualTo(run("observers", "order", file).out());
    assertThat(once).contains("reader,session,position,case");
  }

  @Test
  void aProtocolThatMakesNoSenseIsRefusedInOneLine() throws Exception {
    Path file = protocol(1);
    Files.writeString(file, Files.readString(file).replace("\"blank\"", "\"half\""));

    CommandLineRun run = run("observers", "order", file);

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.complaints()).singleElement().asString().contains("start is blank or ai");
  }
}
