package ventricle.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.measure.Measurements.SecondVolumes;
import ventricle.engine.measure.Measurer;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Entered;
import ventricle.engine.review.PersonEntries;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.StudyEntries;

class JsonFilesTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path folder;

  private final Study study = SyntheticStudies.study();
  private final ReviewDocument document = SyntheticStudies.document(study);

  @Test
  void measurementsFollowTheirSchema() throws IOException {
    JsonNode full =
        MAPPER.readTree(
            MeasurementsJson.text(
                study,
                document,
                SyntheticStudies.measurements(SyntheticStudies.coverage()),
                new Timings(410.0, 1200.5, 3300.0, 5000.25)));
    assertThat(errors("measurements", full)).isEmpty();
    assertThat(full.at("/ed").asInt()).isEqualTo(3);
    assertThat(full.at("/es").asInt()).isEqualTo(6);
    assertThat(full.at("/lv/efPercent").asDouble()).isEqualTo(57.906);
    assertThat(full.at("/models/0/role").asText()).isEqualTo("phase");
    assertThat(full.at("/flags/0/code").asText()).isEqualTo("coverage-base");
    assertThat(full.at("/timingsMs/total").asDouble()).isEqualTo(5000.25);
  }

  @Test
  void whatWasEnteredByHandIsToldFromTheHeaders() throws IOException {
    ReviewDocument entered =
        Edits.apply(
                document,
                new Edit.SetEntries(
                    StudyEntries.NONE.with(new PersonEntries(72.5, "O", null, null, 81.0)),
                    Entered.PERSON,
                    "ada"))
            .orThrow();
    JsonNode json =
        MAPPER.readTree(
            MeasurementsJson.text(
                study, entered, Measurer.measure(study, entered), Timings.UNKNOWN));

    assertThat(errors("measurements", json)).isEmpty();
    JsonNode person = json.get("person");
    assertThat(person.at("/heartRateBpm/value").asDouble()).isEqualTo(72.5);
    assertThat(person.at("/heartRateBpm/source").asText()).isEqualTo("entered");
    assertThat(person.at("/sex/value").asText()).isEqualTo("O");
    assertThat(person.at("/weightKg/source").asText()).isEqualTo("entered");
    assertThat(person.at("/heightM/source").asText()).isEqualTo("header");
    assertThat(json.at("/indexed/byHeight/heightM").asDouble())
        .isEqualTo(person.at("/heightM/value").asDouble());
  }

  @Test
  void everySegmentHasItsPlaceWithACurveOfEveryPhase() throws IOException {
    JsonNode json =
        MAPPER.readTree(
            MeasurementsJson.text(
                study, document, Measurer.measure(study, document), Timings.UNKNOWN));

    assertThat(errors("measurements", json)).isEmpty();
    assertThat(json.at("/regional/segments")).hasSize(16);
    assertThat(json.at("/regional/segments/15/name").asText()).isEqualTo("apical-lateral");
    assertThat(json.at("/regional/segments/15/curveMm")).hasSize(8);
    assertThat(json.at("/dynamics/perMlPerS").isNull()).isTrue();
    assertThat(json.at("/dynamics/reason").asText()).isNotEmpty();
  }

  @Test
  void aSecondReadingFollowsTheSchemaWhetherItAgreesOrCannotBeCompared() throws IOException {
    ModelRef model = new ModelRef("volume", "m3-volume-cam", "1.0.0", "e".repeat(64));
    for (SecondVolumes second :
        List.of(
            new SecondVolumes(model, 151.5, 61.25, 59.571, 0.04, -0.02, true),
            new SecondVolumes(model, null, null, null, null, null, null))) {
      JsonNode json =
          MAPPER.readTree(
              MeasurementsJson.text(
                  study,
                  document,
                  SyntheticStudies.withSecond(SyntheticStudies.measurements(), second),
                  Timings.UNKNOWN));
      assertThat(errors("measurements", json)).isEmpty();
      assertThat(json.at("/secondReading/model/role").asText()).isEqualTo("volume");
      assertThat(json.at("/secondReading/lv/edvMl").asDouble(-1))
          .isEqualTo(second.edvMl() == null ? -1 : second.edvMl());
      assertThat(json.at("/secondReading/agrees").isNull()).isEqualTo(second.agrees() == null);
      ((ObjectNode) json.get("secondReading")).put("agrees", "yes");
      assertThat(errors("measurements", json)).hasSize(1);
    }
  }

  @Test
  void withoutASecondReadingNothingIsSaidOfOne() throws IOException {
    assertThat(
            MAPPER
                .readTree(
                    MeasurementsJson.text(
                        study, document, SyntheticStudies.measurements(), Timings.UNKNOWN))
                .has("secondReading"))
        .isFalse();
  }

  @Test
  void aSignedStudySaysWhoSignedItAndThatNobodyChecked() throws IOException {
    ReviewDocument signed = SyntheticStudies.signed(study);
    JsonNode json =
        MAPPER.readTree(
            MeasurementsJson.text(study, signed, SyntheticStudies.measurements(), Timings.UNKNOWN));
    assertThat(errors("measurements", json)).isEmpty();
    assertThat(json.at("/review/state").asText()).isEqualTo("signed");
    assertThat(json.at("/review/name").asText()).isEqualTo("Dr. Ada Reader");
    assertThat(json.at("/review/sha256").asText())
        .isEqualTo(signed.signatures().versions().getFirst().sha256());
    assertThat(json.at("/review/authenticated").asBoolean(true)).isFalse();
  }

  @Test
  void aReadersContourSaysHowMuchOfTheModelsItKeeps() throws IOException {
    Path file = folder.resolve("contours.json");
    ContoursJson.write(file, ContoursFile.of(study, document));
    JsonNode json = MAPPER.readTree(file.toFile());
    assertThat(errors("contours", json)).isEmpty();
    assertThat(json.get("contours"))
        .filteredOn(c -> c.has("modelDice"))
        .singleElement()
        .satisfies(c -> assertThat(c.get("layer").asText()).isEqualTo("reader"))
        .satisfies(c -> assertThat(c.get("modelDice").asDouble()).isBetween(.8, .999));
  }

  @Test
  void whatIsNotKnownIsNullAndStillFollowsTheSchema() throws IOException {
    ReviewDocument blank = ReviewDocument.blank(study.studyInstanceUid(), 6, 8);
    JsonNode empty =
        MAPPER.readTree(
            MeasurementsJson.text(study, blank, SyntheticStudies.nothing(), Timings.UNKNOWN));
    assertThat(errors("measurements", empty)).isEmpty();
    assertThat(empty.at("/ed").isNull()).isTrue();
    assertThat(empty.at("/lv/edvMl").isNull()).isTrue();
    assertThat(empty.at("/curve/lvMl").isNull()).isTrue();
    assertThat(empty.at("/device").isNull()).isTrue();
  }

  @Test
  void theSchemaRefusesAZeroBasedPhaseAndAMissingValue() throws IOException {
    ObjectNode json =
        (ObjectNode)
            MAPPER.readTree(
                MeasurementsJson.text(
                    study, document, SyntheticStudies.measurements(), Timings.UNKNOWN));
    json.put("ed", 0);
    ((ObjectNode) json.get("lv")).remove("edvMl");
    assertThat(errors("measurements", json)).hasSize(2);
  }

  @Test
  void contoursFollowTheirSchemaAndComeBackAsTheyWere() throws Exception {
    ContoursFile contours = ContoursFile.of(study, document);
    Path file = folder.resolve("contours.json");
    ContoursJson.write(file, contours);
    assertThat(errors("contours", MAPPER.readTree(Files.readString(file)))).isEmpty();
    assertThat(ContoursJson.read(file)).isEqualTo(contours);
  }

  @Test
  void contoursReadBackShowWhatTheDocumentShows() throws Exception {
    Path file = folder.resolve("contours.json");
    ContoursJson.write(file, ContoursFile.of(study, document));
    ContoursFile read = ContoursJson.read(file);
    for (int slice = 0; slice < 6; slice++) {
      for (int phase = 0; phase < 8; phase++) {
        for (Structure structure : Structure.values()) {
          ContourKey key = ContourKey.of(slice, phase, structure);
          assertThat(read.shown().get(key)).isEqualTo(document.shown(key).orElse(null));
        }
      }
    }
    ContourKey excluded = ContourKey.of(4, SyntheticStudies.ES, Structure.RV_ENDO);
    assertThat(read.shown()).containsKey(excluded);
    assertThat(read.counted()).doesNotContainKey(excluded);
  }

  @Test
  void everyProvenanceSurvivesAndFollowsTheSchema() throws Exception {
    var model = SyntheticStudies.SEGMENTER;
    var kinds =
        java.util.List.of(
            new Provenance.Model(model),
            new Provenance.Model(model, 0.9375),
            new Provenance.EditedModel(model, "Бетти"),
            new Provenance.Manual("ada \"the\\first\""),
            new Provenance.Interpolated("ada", "signed distance"),
            new Provenance.Propagated("ada", "optical flow"),
            new Provenance.Imported("cvi42"));
    var entries = new java.util.ArrayList<ContoursFile.Entry>();
    for (Provenance kind : kinds) {
      entries.add(
          new ContoursFile.Entry(
              ContourKey.of(entries.size(), 0, Structure.LV_PAPILLARY),
              ContoursFile.Layer.READER,
              new Tracing(SyntheticStudies.circle(10, 10, 4), kind),
              null,
              null));
    }
    ContoursFile written =
        new ContoursFile(
            "1.2", 7, 1, null, null, null, entries, java.util.List.of(), new java.util.TreeMap<>());
    Path file = folder.resolve("c.json");
    ContoursJson.write(file, written);
    assertThat(errors("contours", MAPPER.readTree(Files.readString(file)))).isEmpty();
    assertThat(ContoursJson.read(file)).isEqualTo(written);
  }

  @Property(tries = 50)
  void coordinatesLoseNothing(
      @ForAll @DoubleRange(min = -0.5, max = 600) @Scale(9) double x,
      @ForAll @DoubleRange(min = 1e-9, max = 50) @Scale(9) double r)
      throws Exception {
    ContoursFile written =
        new ContoursFile(
            "1.2",
            1,
            1,
            0,
            0,
            List.of(SyntheticStudies.study().stack().slice(2)),
            java.util.List.of(
                new ContoursFile.Entry(
                    ContourKey.of(0, 0, Structure.LV_EPI),
                    ContoursFile.Layer.READER,
                    new Tracing(SyntheticStudies.circle(x, x / 3, r), new Provenance.Manual("a")),
                    "1.2.3",
                    1)),
            java.util.List.of(),
            new java.util.TreeMap<>());
    Path file = Files.createTempFile("contours", ".json");
    try {
      ContoursJson.write(file, written);
      assertThat(ContoursJson.read(file)).isEqualTo(written);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void aFileThatIsNoContoursFileIsRefusedInOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "hello");
    assertThatThrownBy(() -> ContoursJson.read(text))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith("notes.txt: is not JSON");
    Path other = Files.writeString(folder.resolve("m.json"), "{\"schema\":\"x\"}");
    assertThatThrownBy(() -> ContoursJson.read(other))
        .hasMessage("m.json: has schema \"x\", not \"ventricle-contours/1\"");
    Path outside =
        Files.writeString(
            folder.resolve("o.json"),
            """
            {"schema":"ventricle-contours/1","studyInstanceUid":"1.2","slices":2,"phases":2,
             "ed":null,"es":null,"contours":[{"slice":3,"phase":1,"structure":"LV_EPI"}],
             "removed":[],"states":[]}
            """);
    assertThatThrownBy(() -> ContoursJson.read(outside))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith("o.json: ");
  }

  private static Set<ValidationMessage> errors(String name, JsonNode json) throws IOException {
    Path schema = Path.of(System.getProperty("ventricle.root"), "docs", name + ".schema.json");
    JsonSchema checked =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(schema));
    return checked.validate(json);
  }
}
