package ventricle.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurer;
import ventricle.engine.review.Documents;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Entered;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;
import ventricle.engine.review.SignedVersion;

class SignedContentTest {

  private static final Study STUDY = SyntheticStudies.study();
  private static final ContourKey ENDO = ContourKey.of(2, SyntheticStudies.ED, Structure.LV_ENDO);

  private static ReviewDocument ready() {
    ReviewDocument document = SyntheticStudies.document(STUDY);
    document =
        Edits.apply(
                document,
                ReviewProgress.acceptStudy(
                        document, ReviewProgress.framesInUse(document), Documents.READER)
                    .edit())
            .orThrow();
    return Edits.apply(document, Documents.READY).orThrow();
  }

  private static Edit.Sign sign(ReviewDocument document, Instant at) {
    return SignedContent.sign(
        STUDY, document, Measurer.measure(STUDY, document), "ada", "Dr Ada", at);
  }

  private static SignedVersion version() {
    return sign(ready(), Documents.MORNING).version();
  }

  @Test
  void theSignedDocumentAndItsNumbersAreFoundAgain() throws Exception {
    ReviewDocument ready = ready();
    Measurements numbers = Measurer.measure(STUDY, ready);

    ReviewDocument signed = Edits.apply(ready, sign(ready, Documents.MORNING)).orThrow();
    ReviewDocument amended = Edits.apply(signed, Documents.amend("apex")).orThrow();
    ReviewDocument changed = Edits.apply(amended, Documents.draw(ENDO, 9)).orThrow();

    assertThat(SignedContent.document(changed, 1)).isEqualTo(signed);
    assertThat(SignedContent.numbers(version())).isEqualTo(numbers);
  }

  @Test
  void theSameStudySignedAtTheSameMomentHasTheSameHash() {
    ModelRef[] models = ready().models().toArray(ModelRef[]::new);
    assertThat(models).hasSize(2);
    ReviewDocument one = withModels(ready(), Set.of(models[0], models[1]));
    ReviewDocument other = withModels(ready(), Set.of(models[1], models[0]));
    assertThat(List.copyOf(one.models())).isNotEqualTo(List.copyOf(other.models()));

    SignedVersion signed = sign(one, Documents.MORNING).version();

    assertThat(sign(other, Documents.MORNING.plusMillis(300)).version()).isEqualTo(signed);
  }

  private static ReviewDocument withModels(ReviewDocument d, Set<ModelRef> models) {
    return new ReviewDocument(
        d.studyInstanceUid(),
        d.sliceCount(),
        d.phaseCount(),
        d.flipped(),
        d.ed(),
        d.es(),
        d.detected(),
        d.modelLayer(),
        d.readerLayer(),
        d.states(),
        d.segmentedPhases(),
        models,
        d.device(),
        d.state());
  }

  @Test
  void anotherContourReaderOrTimeGivesAnotherHash() {
    ReviewDocument draft = Edits.apply(ready(), Documents.draw(ENDO, 9)).orThrow();
    ReviewDocument changed =
        Edits.apply(draft, ReviewProgress.acceptFrame(draft, ENDO.frame(), Documents.READER))
            .orThrow();

    assertThat(sign(changed, Documents.MORNING).version().sha256())
        .isNotEqualTo(version().sha256());
    assertThat(sign(ready(), Documents.MORNING.plusSeconds(1)).version().sha256())
        .isNotEqualTo(version().sha256());
  }

  @Test
  void numbersOfAnEarlierVersionSayWhatItDidNotMeasure() throws Exception {
    ObjectNode root = (ObjectNode) new JsonMapper().readTree(version().content());
    ((ObjectNode) root.get("numbers")).remove(List.of("regional", "dynamics"));
    ((ObjectNode) root.at("/numbers/indexed")).remove(List.of("rvSvMlPerM2", "byHeight"));
    SignedVersion earlier =
        SignedVersion.of(1, "ada", "Dr Ada", Documents.MORNING, root.toString());

    Measurements numbers = SignedContent.numbers(earlier);
    assertThat(numbers.lv()).isEqualTo(SignedContent.numbers(version()).lv());
    assertThat(numbers.regional().reason()).contains("measured no such thing");
    assertThat(numbers.dynamics().reason()).contains("measured no such thing");
    assertThat(numbers.indexed().byHeight().heightM()).isNull();
  }

  @Test
  void whatWasEnteredIsSignedToo() throws Exception {
    ReviewDocument entered =
        Edits.apply(
                ready(), new Edit.SetEntries(Documents.ENTRIES, Entered.REPORT, Documents.READER))
            .orThrow();
    Edit.Sign sign = sign(entered, Documents.MORNING);

    assertThat(sign.version().sha256()).isNotEqualTo(version().sha256());
    ReviewDocument signed = Edits.apply(entered, sign).orThrow();
    assertThat(SignedContent.document(signed, 1).entries().report())
        .isEqualTo(Documents.ENTRIES.report());
  }

  @Test
  void theNextVersionNamesTheHashBeforeItAndTheReason() throws Exception {
    ReviewDocument signed = Edits.apply(ready(), sign(ready(), Documents.MORNING)).orThrow();
    ReviewDocument amended = Edits.apply(signed, Documents.amend("apex")).orThrow();
    SignedVersion second = sign(amended, Documents.MORNING.plusSeconds(100)).version();

    JsonNode root = new JsonMapper().readTree(second.content());
    assertThat(second.number()).isEqualTo(2);
    assertThat(root.at("/previousSha256").asText()).isEqualTo(version().sha256());
    assertThat(root.at("/amendment/reason").asText()).isEqualTo("apex");
    ReviewDocument again = Edits.apply(amended, new Edit.Sign(second)).orThrow();
    assertThat(SignedContent.document(again, 1)).isEqualTo(signed);
    assertThat(SignedContent.document(again, 2)).isEqualTo(again);
  }

  @Test
  void everyContourSaysHowMuchOfTheModelsIsLeft() throws Exception {
    JsonNode dice = new JsonMapper().readTree(version().content()).path("modelVersusFinal");

    assertThat(dice.size()).isGreaterThan(10);
    assertThat(dice.properties())
        .allSatisfy(place -> assertThat(place.getValue().asDouble()).isBetween(0.0, 1.0));
  }

  @Test
  void neitherStudyNorPatientIsNamed() {
    assertThat(version().content())
        .doesNotContain(STUDY.studyInstanceUid())
        .doesNotContain(STUDY.patient().name().split("\\^", -1)[0])
        .doesNotContain(STUDY.stack().frames().firstEntry().getValue().source().sopInstanceUid());
  }

  @Test
  void aChangedContentIsNotTakenForWhatWasSigned() {
    SignedVersion version = version();
    SignedVersion forged =
        new SignedVersion(
            1,
            version.reader(),
            version.name(),
            version.at(),
            version.sha256(),
            version.content().replaceFirst("\"reader\":\"ada\"", "\"reader\":\"eve\""));

    assertThat(version.intact()).isTrue();
    assertThat(forged.intact()).isFalse();
    assertThatThrownBy(() -> SignedContent.numbers(forged)).isInstanceOf(StoreException.class);
  }
}
