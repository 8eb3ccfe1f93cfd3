package ventricle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.exchange.Nifti;
import ventricle.engine.exchange.NiftiVolume;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurer;
import ventricle.engine.measure.agreement.Dice;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReadingId;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;
import ventricle.engine.review.ReviewState;
import ventricle.engine.review.SignedVersion;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.JournalKey;
import ventricle.engine.store.Readings;
import ventricle.engine.store.ReviewSession;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.UserFolder;
import ventricle.engine.store.db.CommittedDocuments.Commit;
import ventricle.engine.store.db.Database;
import ventricle.engine.store.db.DatabaseAddress;
import ventricle.engine.store.db.StudyEntry;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;
import ventricle.support.Phantoms;

/** Ground truth out as an nnU-Net dataset, and predictions in. */
class DatasetCommandTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final ModelRef MODEL = new ModelRef("segment", "m2", "1", "ab");
  private static final PhantomStudy PHANTOM = Phantoms.small(4);

  @TempDir Path folder;
  private Path dicom;
  private Study study;
  private int ed;
  private int es;

  @BeforeEach
  void phantom() throws Exception {
    dicom = Phantoms.write(PHANTOM, folder.resolve("phantom"));
    study = StudyReader.read(List.of(dicom), Progress.NONE, new CancelToken());
    JsonNode truth = JSON.readTree(folder.resolve("phantom/truth.json").toFile());
    ed = truth.get("ed_phase").asInt() - 1;
    es = truth.get("es_phase").asInt() - 1;
  }

  private ReviewSession session(String reader) throws Exception {
    return ReviewSession.open(home().journals(), JournalKey.of(study, reader));
  }

  private UserFolder home() {
    return new UserFolder(folder.resolve("home"));
  }

  private void modelLooks(ReviewSession session) {
    TreeMap<ContourKey, Tracing> contours = new TreeMap<>();
    PHANTOM
        .contours()
        .forEach(
            (key, c) -> {
              if (key.frame().phase() == ed || key.frame().phase() == es) {
                contours.put(key, new Tracing(c, new Provenance.Model(MODEL)));
              }
            });
    session.apply(new Edit.ModelRun(Set.of(ed, es), contours, null, Set.of(MODEL), "cpu"));
    session.apply(new Edit.MoveMark(Mark.ED, ed, "ada"));
    session.apply(new Edit.MoveMark(Mark.ES, es, "ada"));
  }

  private static void acceptAll(ReviewSession session) {
    for (FrameKey frame : ReviewProgress.of(session.document()).remaining()) {
      session.apply(ReviewProgress.acceptFrame(session.document(), frame, "ada"));
    }
  }

  private CommandLineRun export(Object... more) {
    Object[] words =
        Stream.concat(
                Stream.of("dataset", "export", dicom, "--reader", "ada", "--out", raw()),
                Stream.of(more))
            .toArray();
    return CommandLineRun.of(folder.resolve("home"), words);
  }

  private Path raw() {
    return folder.resolve("raw");
  }

  private Path dataset() {
    return raw().resolve("Dataset500_Cine");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aReviewedStudyGoesOutByTheRulesOfTheFormat() throws Exception {
    try (ReviewSession session = session("ada")) {
      modelLooks(session);
      ContourKey edited = ContourKey.of(2, ed, Structure.LV_ENDO);
      Contour smaller = Polygons.affine(shown(session.document(), edited), 1, 1, .5, 0);
      session.apply(
          new Edit.SetContour(
              edited,
              new Tracing(smaller, new Provenance.EditedModel(MODEL, "ada")),
              Gesture.NUDGE));
      acceptAll(session);
    }

    CommandLineRun run = export();

    assertThat(run.code()).as(run.err().toString()).isZero();
    JsonNode json = JSON.readTree(dataset().resolve("dataset.json").toFile());
    assertThat(json.get("numTraining").asInt()).isEqualTo(2);
    assertThat(json.get("file_ending").asText()).isEqualTo(".nii.gz");
    assertThat(json.get("channel_names")).hasSize(1);
    assertThat(json.get("labels").properties())
        .extracting(e -> e.getValue().asInt())
        .containsExactly(0, 1, 2, 3);
    List<String> images = names(dataset().resolve("imagesTr"));
    assertThat(images).hasSize(2).allMatch(n -> n.matches("V[0-9a-f]{12}_P\\d{3}_0000\\.nii\\.gz"));
    assertThat(names(dataset().resolve("labelsTr")))
        .containsExactlyInAnyOrderElementsOf(
            images.stream()
                .map(n -> n.replace("_0000.nii.gz", ""))
                .flatMap(n -> Stream.of(n + ".nii.gz", n + ".json"))
                .toList());
    String name = "V" + images.getFirst().substring(1, 13) + "_P%03d".formatted(ed + 1);
    NiftiVolume image = Nifti.read(dataset().resolve("imagesTr/" + name + "_0000.nii.gz"));
    NiftiVolume labels = Nifti.read(dataset().resolve("labelsTr/" + name + ".nii.gz"));
    assertThat(labels.affine()).containsExactly(image.affine());
    assertThat(image.value(40, 50, 2))
        .isEqualTo(
            (float) study.stack().frame(new FrameKey(2, ed)).orElseThrow().pixels().value(40, 50));
    JsonNode from = JSON.readTree(dataset().resolve("labelsTr/" + name + ".json").toFile());
    assertThat(from.get("readers").get(0).asText()).isEqualTo("ada");
    assertThat(from.get("kind").asText()).isEqualTo("reader");
    assertThat(from.get("mark").asText()).isEqualTo("ED");
    assertThat(from.get("aiAssisted").asBoolean()).isTrue();
    assertThat(from.get("fractionEdited").asDouble())
        .isCloseTo(1.0 / from.get("contours").asInt(), within(1e-4));
    assertThat(from.toString()).doesNotContain(study.studyInstanceUid());
  }

  private static Contour shown(ReviewDocument document, ContourKey key) {
    return document.shown(key).orElseThrow().contour();
  }

  @Test
  void aSliceThatNobodyAnsweredForKeepsItsVolumeBack() throws Exception {
    try (ReviewSession session = session("ada")) {
      modelLooks(session);
      acceptAll(session);
      session.apply(
          new Edit.SetState(
              Map.of(
                  ContourKey.of(0, es, Structure.RV_ENDO),
                  new ReviewState.Excluded("ada", "no contrast"))));
    }

    CommandLineRun run = export();

    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out()).last().asString().startsWith("1 volumes");
    assertThat(run.err())
        .anyMatch(l -> l.startsWith("left out: ") && l.endsWith("Slice 1, RV_ENDO is excluded."));
  }

  @Test
  void whatOnlyAModelLookedAtGoesOutOnRequestOnlyAndIsNamedSo() throws Exception {
    try (ReviewSession session = session("ada")) {
      modelLooks(session);
    }

    CommandLineRun without = export();
    CommandLineRun with = export("--ai-only", "--id", 501);

    assertThat(without.code()).isEqualTo(4);
    assertThat(names(dataset().resolve("labelsTr"))).isEmpty();
    assertThat(with.code()).as(with.err().toString()).isZero();
    Path labels = raw().resolve("Dataset501_Cine/labelsTr");
    assertThat(names(labels)).hasSize(4).allMatch(n -> n.startsWith("AI_V"));
    JsonNode from = JSON.readTree(labels.resolve(names(labels).getFirst()).toFile());
    assertThat(from.get("kind").asText()).isEqualTo("ai-only");
    assertThat(from.get("readers")).isEmpty();
  }

  @Test
  void studiesOfTheWorklistGoOutByTheirStageAndAColleaguesWorkComesFromTheDatabase()
      throws Exception {
    ReviewDocument done;
    try (ReviewSession elsewhere =
        ReviewSession.open(folder.resolve("ada-at-home"), JournalKey.of(study, "ada"))) {
      modelLooks(elsewhere);
      acceptAll(elsewhere);
      done = elsewhere.document();
    }
    StudyKey key = StudyKey.of(study);
    try (Database database = Database.open(new DatabaseAddress.Sqlite(home().database()))) {
      database.worklist().enter(StudyEntry.of(study, List.of(dicom)));
      database.worklist().progress(key, "ada", StudyState.READY, 0, 55.0);
      Measurements numbers = Measurer.measure(study, done);
      database.documents().commit(Commit.draft(key, "ada", done, numbers), null);
    }

    assertThat(fromWorklist("finished").err()).anyMatch(l -> l.contains("not 'finished'"));
    CommandLineRun signed = fromWorklist("signed");
    CommandLineRun ready = fromWorklist("ready,amended");

    assertThat(signed.code()).isEqualTo(2);
    assertThat(signed.err()).anyMatch(l -> l.contains("no study of the worklist fits"));
    assertThat(ready.code()).as(ready.err().toString()).isZero();
    assertThat(ready.out()).last().asString().startsWith("2 volumes");
  }

  private CommandLineRun fromWorklist(String stages) {
    return CommandLineRun.of(
        folder.resolve("home"),
        "dataset",
        "export",
        "--worklist",
        stages,
        "--reader",
        "ada",
        "--out",
        raw());
  }

  @Test
  void aStudyThatThisReaderNeverOpenedIsNamed() {
    CommandLineRun run = export();

    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err()).anyMatch(l -> l.endsWith("not read by this reader"));
  }

  @Test
  void predictionsBecomeALayerOfTheirOwnCloseToWhatWasExported() throws Exception {
    try (ReviewSession session = session("ada")) {
      modelLooks(session);
      acceptAll(session);
    }
    assertThat(export().code()).isZero();

    CommandLineRun run = importAs("nnU-Net fold 0", "--marks-of=ada");

    assertThat(run.code()).as(run.err().toString()).isZero();
    CommandLineRun audit = CommandLineRun.of(folder.resolve("home"), "audit", "verify");
    assertThat(audit.out().getFirst()).as("a row for each volume").startsWith("2 rows");
    Readings readings = new Readings(home().journals());
    ReviewDocument truth = readings.of(study, ReadingId.of("ada")).orElseThrow().document();
    ReviewDocument back =
        readings.of(study, ReadingId.of("nnU-Net fold 0")).orElseThrow().document();
    assertThat(back.ed().phase()).isEqualTo(ed);
    assertThat(back.readerLayer().keySet())
        .isEqualTo(
            PHANTOM.contours().keySet().stream()
                .filter(k -> truth.shown(k).isPresent())
                .filter(k -> k.structure() != Structure.LV_PAPILLARY)
                .collect(java.util.stream.Collectors.toSet()));
    back.readerLayer()
        .keySet()
        .forEach(
            key -> {
              assertThat(back.shown(key).orElseThrow().provenance())
                  .isEqualTo(new Provenance.Imported("nnU-Net fold 0"));
              assertThat(Dice.ofContours(shown(truth, key), shown(back, key)))
                  .as(key.toString())
                  .isGreaterThan(.88);
            });
  }

  @Test
  void predictionsFollowALayerThatCountsSlicesFromTheOtherEnd() throws Exception {
    try (ReviewSession session = session("ada")) {
      modelLooks(session);
      acceptAll(session);
    }
    assertThat(export().code()).isZero();
    assertThat(importAs("plain", "--marks-of=ada").code()).isZero();
    try (ReviewSession session = session("turned")) {
      session.apply(new Edit.FlipStack("ada"));
    }

    assertThat(importAs("turned", "--marks-of=ada").code()).isZero();

    int last = study.stack().sliceCount() - 1;
    ReviewDocument plain = layer("plain");
    ReviewDocument turned = layer("turned");
    assertThat(turned.readerLayer()).hasSameSizeAs(plain.readerLayer());
    plain
        .readerLayer()
        .keySet()
        .forEach(
            key -> {
              FrameKey frame = key.frame();
              ContourKey there =
                  ContourKey.of(last - frame.slice(), frame.phase(), key.structure());
              assertThat(shown(turned, there)).isEqualTo(shown(plain, key));
            });
  }

  private CommandLineRun importAs(String layer, String marks) {
    return CommandLineRun.of(
        folder.resolve("home"),
        "dataset",
        "import",
        dataset().resolve("labelsTr"),
        dicom,
        "--as",
        layer,
        marks);
  }

  private ReviewDocument layer(String name) throws Exception {
    return new Readings(home().journals()).of(study, ReadingId.of(name)).orElseThrow().document();
  }

  @Test
  void predictionsForASignedLayerAreLeftOutWithTheReason() throws Exception {
    ReviewDocument signed;
    try (ReviewSession session = session("ada")) {
      modelLooks(session);
      acceptAll(session);
      session.apply(new Edit.SetStudyState(StudyState.READY, "ada"));
      session.apply(
          new Edit.Sign(
              SignedVersion.of(1, "ada", "Dr Ada", Instant.parse("2026-11-28T08:30:00Z"), "{}")));
      signed = session.document();
    }
    assertThat(signed.state()).isEqualTo(StudyState.SIGNED);
    assertThat(export().code()).isZero();

    CommandLineRun run = importAs("ada", "--marks-of=ada");

    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out()).last().asString().startsWith("0 volumes");
    assertThat(run.err())
        .filteredOn(l -> l.startsWith("left out: "))
        .hasSize(2)
        .allMatch(l -> l.contains("signed"));
    assertThat(layer("ada")).isEqualTo(signed);
  }

  @Test
  void predictionsOfSomethingElseAreRefused() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("la_003.nii.gz"), "x");

    CommandLineRun run =
        CommandLineRun.of(folder.resolve("home"), "dataset", "import", other, dicom);

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.complaints()).hasSize(1);
  }
}
