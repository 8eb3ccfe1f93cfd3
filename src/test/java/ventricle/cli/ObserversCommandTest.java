package ventricle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.exchange.ProtocolJson;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.Mark;
import ventricle.engine.review.protocol.Protocol;
import ventricle.engine.store.JournalKey;
import ventricle.engine.store.ReviewSession;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;
import ventricle.support.Phantoms;

/** An observer study from protocol to tables. */
class ObserversCommandTest {

  private static final int CASES = 3;

  @TempDir Path folder;

  private Path protocol(int sessions) throws Exception {
    StringBuilder cases = new StringBuilder();
    for (int i = 1; i <= CASES; i++) {
      cases.append(i > 1 ? "," : "");
      cases.append("{\"name\":\"C%d\",\"path\":\"c%d/dicom\"}".formatted(i, i));
    }
    Path file = folder.resolve("protocol.json");
    Files.writeString(
        file,
        """
        {"schema":"ventricle-protocol/1","id":"pilot","version":1,"seed":5,"start":"blank",
         "sessions":%d,"intervalDays":14,"readers":["ada","ben"],"cases":[%s]}
        """
            .formatted(sessions, cases));
    return file;
  }

  /** Each reader draws the phantom's contours, scaled about the centre by a factor of their own. */
  private void read(
      Protocol protocol,
      int number,
      PhantomStudy phantom,
      String reader,
      int session,
      double factor)
      throws Exception {
    Path home = folder.resolve("c" + number);
    Study study =
        StudyReader.read(List.of(home.resolve("dicom")), Progress.NONE, new CancelToken());
    JsonNode truth = new JsonMapper().readTree(home.resolve("truth.json").toFile());
    int ed = truth.get("ed_phase").asInt() - 1;
    int es = truth.get("es_phase").asInt() - 1;
    JournalKey key = JournalKey.of(study, protocol.reading(reader, session));
    try (ReviewSession work = ReviewSession.open(folder.resolve("home/journals"), key)) {
      work.apply(new Edit.MoveMark(Mark.ED, ed, reader));
      work.apply(new Edit.MoveMark(Mark.ES, es, reader));
      phantom
          .contours()
          .forEach(
              (at, c) -> {
                boolean used = at.frame().phase() == ed || at.frame().phase() == es;
                if (used && at.structure() != Structure.LV_PAPILLARY) {
                  work.apply(
                      new Edit.SetContour(
                          at,
                          new Tracing(
                              Polygons.affine(c, factor, factor, 0, 0),
                              new Provenance.Manual(reader)),
                          Gesture.DRAW));
                }
              });
    }
  }

  private void everybodyReads(Protocol protocol) throws Exception {
    for (int i = 1; i <= CASES; i++) {
      PhantomStudy phantom = Phantoms.small(30 + i);
      Phantoms.write(phantom, folder.resolve("c" + i));
      for (int session = 1; session <= protocol.sessions(); session++) {
        read(protocol, i, phantom, "ada", session, session == 1 ? 1 : 1.01);
        read(protocol, i, phantom, "ben", session, 1.03);
      }
    }
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
