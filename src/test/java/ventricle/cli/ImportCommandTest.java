package ventricle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Sha256;
import ventricle.engine.domain.Structure;
import ventricle.engine.exchange.AnalysisExport;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.UserFolder;
import ventricle.engine.store.db.AuditHeads;
import ventricle.engine.store.db.AuditLog;
import ventricle.engine.store.db.Database;
import ventricle.engine.store.db.DatabaseAddress;
import ventricle.support.Phantoms;
import ventricle.support.Repository;

/** Contours of other programs on the command line. */
class ImportCommandTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final PhantomStudy PHANTOM = Phantoms.small(4);

  @TempDir Path folder;
  private Path dicom;

  @BeforeEach
  void phantom() throws Exception {
    dicom = Phantoms.write(PHANTOM, folder.resolve("phantom"));
  }

  private CommandLineRun run(Object... words) {
    return CommandLineRun.of(folder.resolve("home"), words);
  }

  /** As Medis writes it: every phase of the phantom's true contours. */
  private Path medis(boolean reversed) throws Exception {
    StringBuilder text = new StringBuilder("Patient_name=Zzyzx^Planted\n");
    Map<Structure, Integer> types =
        Map.of(Structure.LV_ENDO, 0, Structure.LV_EPI, 1, Structure.RV_ENDO, 5);
    for (Map.Entry<ContourKey, Contour> e : PHANTOM.contours().entrySet()) {
      Integer type = types.get(e.getKey().structure());
      if (type != null) {
        int slice = e.getKey().frame().slice();
        Contour c = e.getValue();
        text.append("[XYCONTOUR]\n")
            .append(reversed ? Phantoms.SLICES - 1 - slice : slice)
            .append(" %d %d 1.0%n%d%n".formatted(e.getKey().frame().phase(), type, c.size()));
        for (int i = 0; i < c.size(); i++) {
          text.append(String.format(Locale.ROOT, "%.3f %.3f%n", c.x(i), c.y(i)));
        }
      }
    }
    return Files.writeString(folder.resolve(reversed ? "turned.con" : "heart.con"), text);
  }

  @Test
  void contoursOfMedisAreMeasuredAgainstThePhantomsTruth() throws Exception {
    Path out = folder.resolve("out");

    CommandLineRun run =
        run(
            "import",
            dicom,
            medis(true),
            "--reversed",
            "--out",
            out,
            "--also",
            "roiset,csv,nifti-images");

    assertThat(run.code()).as(run.err().toString()).isZero();
    JsonNode truth = JSON.readTree(folder.resolve("phantom/truth.json").toFile());
    JsonNode json = JSON.readTree(out.resolve("measurements.json").toFile());
    assertThat(json.get("ed")).isEqualTo(truth.get("ed_phase"));
    assertThat(json.get("es")).isEqualTo(truth.get("es_phase"));
    double edv = truth.at("/covered_slices_only/lv_edv_ml").asDouble();
    assertThat(json.at("/lv/edvMl").asDouble()).isCloseTo(edv, within(.01 * edv));
    JsonNode contours = JSON.readTree(out.resolve("contours.json").toFile());
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Repository.schema("contours")))
                .validate(contours))
        .isEmpty();
    assertThat(contours.at("/contours/0/provenance/kind").asText()).isEqualTo("imported");
    assertThat(contours.at("/contours/0/provenance/source").asText()).isEqualTo("Medis");
    assertThat(names(out)).containsAll(AnalysisExport.FILES).containsAll(AnalysisExport.ALSO);
    assertThat(run.err()).noneMatch(line -> line.contains("Zzyzx"));
    assertThat(audit()).extracting(AuditLog.Row::action).containsExactly("imported", "exported");
    assertThat(audit().getFirst().facts())
        .contains("\"source\":\"Medis\"", Sha256.of(medis(true)))
        .contains("\"contours\":\"" + contours.get("contours").size() + "\"")
        .doesNotContain("turned", "Zzyzx");
    assertThat(run("audit", "verify").out().getFirst()).startsWith("2 rows");
    for (String file : List.of("contours.csv", "measurements.csv", "contours.json")) {
      assertThat(Files.readString(out.resolve(file))).doesNotContain("Zzyzx");
    }
  }

  private List<AuditLog.Row> audit() throws Exception {
    UserFolder user = new UserFolder(folder.resolve("home"));
    try (Database database = Database.open(new DatabaseAddress.Sqlite(user.database()))) {
      return database.audit(new AuditHeads(user.auditHeads())).of(StudyKey.of(PHANTOM.study()));
    }
  }

  @Test
  void aSegmentationComesInAndAReportIsNoContours() throws Exception {
    Path out = folder.resolve("out");
    assertThat(run("import", dicom, medis(false), "--out", out, "--also", "seg-all").code())
        .isZero();
    assertThat(names(out)).filteredOn(n -> n.matches("seg-\\d\\d\\.dcm")).hasSize(Phantoms.PHASES);
    Path back = folder.resolve("back");
    CommandLineRun run =
        run("import", dicom, out.resolve("seg-ed.dcm"), out.resolve("seg-es.dcm"), "--out", back);
    assertThat(run.code()).as(run.err().toString()).isZero();
    JsonNode first = JSON.readTree(out.resolve("measurements.json").toFile());
    JsonNode again = JSON.readTree(back.resolve("measurements.json").toFile());
    double edv = first.at("/lv/edvMl").asDouble();
    assertThat(again.at("/lv/edvMl").asDouble()).isCloseTo(edv, within(.02 * edv));
    CommandLineRun report =
        run("import", dicom, out.resolve("sr.dcm"), "--out", folder.resolve("none"));
    assertThat(report.code()).isEqualTo(3);
    assertThat(report.complaints())
        .containsExactly("ventricle: sr.dcm: is a structured report, which holds no contours");
    assertThat(
            run(
                    "import",
                    dicom,
                    medis(false),
                    "--out",
                    folder.resolve("o"),
                    "--also",
                    "heatmap-key-images")
                .code())
        .as("no model is at hand here")
        .isEqualTo(2);
  }

  private static List<String> names(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  @Test
  void whatImageJGetsComesBack() throws Exception {
    Path out = folder.resolve("out");
    assertThat(run("import", dicom, medis(false), "--out", out, "--also", "roiset").code())
        .isZero();
    Path back = folder.resolve("back");

    CommandLineRun run =
        run("import", dicom, out.resolve("roiset.zip"), "--out", back, "--no-such");
    assertThat(run.code()).isEqualTo(2);
    run = run("import", dicom, out.resolve("roiset.zip"), "--out", back);

    assertThat(run.code()).as(run.err().toString()).isZero();
    CommandLineRun compared =
        run("evaluate", "--pred", back, "--truth", out, "--json", folder.resolve("e.json"));
    assertThat(compared.code()).isZero();
    for (JsonNode o : JSON.readTree(folder.resolve("e.json").toFile()).get("overlaps")) {
      assertThat(o.at("/dice/min").asDouble()).isGreaterThan(.99999);
      assertThat(o.at("/hausdorff/max").asDouble()).isLessThan(1e-4);
    }
  }

  @Test
  void whatCannotBeUsedIsOneLine() throws Exception {
    CommandLineRun run =
        run(
            "import",
            dicom,
            Files.writeString(folder.resolve("a.con"), "x"),
            "--out",
            folder.resolve("out"));

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.complaints())
        .singleElement()
        .asString()
        .isEqualTo("ventricle: a.con: has no [XYCONTOUR], so it is no file of Medis");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(
            run("import", dicom, medis(false), "--out", folder.resolve("o"), "--also", "gold")
                .code())
        .isEqualTo(2);
  }
}
