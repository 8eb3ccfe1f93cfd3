package ventricle.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import ventricle.engine.domain.BsaFormula;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.measure.Measurements.ByHeight;
import ventricle.engine.measure.Measurements.Indexed;
import ventricle.engine.measure.Measurements.LeftVentricle;
import ventricle.engine.measure.Measurements.RightVentricle;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Entered;
import ventricle.engine.review.PersonEntries;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.StudyEntries;

class IndicesTest {

  private static final LeftVentricle LV = new LeftVentricle(150.0, 60.0, 90.0, 60.0, 5.4, 120.0);
  private static final RightVentricle RV = new RightVentricle(160.0, 72.0, 88.0, 55.0, 5.28);

  private static Patient person(Double heightMetres, Double weightKg) {
    return new Patient(null, null, null, null, null, heightMetres, weightKg);
  }

  @Test
  void mostellersAreaIsTheRootOfCentimetresTimesKilogramsOver3600() {
    Indexed by = Indices.of(person(1.6, 90.0), BsaFormula.MOSTELLER, LV, RV);

    assertThat(by.formula()).isEqualTo("Mosteller");
    assertThat(by.bsaM2()).isCloseTo(2, within(1e-12));
    assertThat(by.lvEdvMlPerM2()).isCloseTo(75, within(1e-9));
    assertThat(by.rvSvMlPerM2()).isCloseTo(44, within(1e-9));
    assertThat(by.cardiacIndex()).isCloseTo(2.7, within(1e-9));
    assertThat(by.rvCardiacIndex()).isCloseTo(2.64, within(1e-9));
  }

  @Test
  void theAreaOfDuBoisTakesItsPowersOfHeightAndWeight() {
    Indexed by = Indices.of(person(1.8, 72.0), BsaFormula.DU_BOIS, LV, RV);

    // 0.007184 × 180^0.725 × 72^0.425
    assertThat(by.formula()).isEqualTo("Du Bois");
    assertThat(by.bsaM2()).isCloseTo(1.909, within(1e-3));
    assertThat(by.lvMassGPerM2()).isCloseTo(120 / by.bsaM2(), within(1e-9));
  }

  @Test
  void byHeightMassIsDividedByHeightAndByItsPowerOf27() {
    ByHeight by = Indices.of(person(1.8, null), BsaFormula.MOSTELLER, LV, RV).byHeight();

    assertThat(by.heightM()).isEqualTo(1.8);
    assertThat(by.lvEdvMlPerM()).isCloseTo(150 / 1.8, within(1e-9));
    assertThat(by.lvMassGPerM()).isCloseTo(120 / 1.8, within(1e-9));
    assertThat(by.lvMassGPerM27()).isCloseTo(120 / Math.pow(1.8, 2.7), within(1e-9));
    assertThat(by.rvSvMlPerM()).isCloseTo(88 / 1.8, within(1e-9));
  }

  @Test
  void withoutHeightOrWeightNothingIsGuessed() {
    Indexed by = Indices.of(person(null, 72.0), BsaFormula.MOSTELLER, LV, RV);

    assertThat(by.bsaM2()).isNull();
    assertThat(by.lvEdvMlPerM2()).isNull();
    assertThat(by.byHeight()).isEqualTo(ByHeight.UNKNOWN);
  }

  @Test
  void theFormulaThatAStudyNamesCountsBeforeTheUsualOne() {
    Study study = SyntheticStudies.study();
    PersonEntries person = new PersonEntries(null, null, null, 1.8, 72.0).with(BsaFormula.DU_BOIS);
    ReviewDocument chosen =
        Edits.apply(
                SyntheticStudies.document(study),
                new Edit.SetEntries(StudyEntries.NONE.with(person), Entered.PERSON, "ada"))
            .orThrow();
    Measurements m = Measurer.measure(study, chosen);

    assertThat(m.indexed().formula()).isEqualTo("Du Bois");
    assertThat(m.indexed().bsaM2()).isCloseTo(1.909, within(1e-3));
    assertThat(m.indexed().lvEdvMlPerM2())
        .isCloseTo(m.lv().edvMl() / m.indexed().bsaM2(), within(1e-9));
    assertThat(person.entered()).doesNotContain(PersonEntries.Field.HEART_RATE).hasSize(2);
  }

  @Test
  void withoutAHeartRateNeitherVentricleHasAnOutput() {
    Study study = SyntheticStudies.study();
    ReviewDocument document = SyntheticStudies.document(study);
    Measurements m =
        Measurer.measure(study.stack(), document, null, study.patient(), MeasureSettings.DEFAULT);

    assertThat(m.lv().svMl()).isNotNull();
    assertThat(m.rv().svMl()).isNotNull();
    assertThat(m.lv().coLPerMin()).isNull();
    assertThat(m.rv().coLPerMin()).isNull();
    assertThat(m.indexed().rvCardiacIndex()).isNull();
    assertThat(m.flags()).extracting(Flag::code).contains(FlagCodes.HEART_RATE_UNKNOWN);
  }

  @Test
  void whatAReaderEnteredAboutThePersonIsMeasuredWith() {
    Study study = SyntheticStudies.study();
    ReviewDocument document = SyntheticStudies.document(study);
    PersonEntries person = new PersonEntries(90.0, null, null, 1.6, 90.0);
    ReviewDocument entered =
        Edits.apply(
                document,
                new Edit.SetEntries(StudyEntries.NONE.with(person), Entered.PERSON, "ada"))
            .orThrow();
    Measurements m = Measurer.measure(study, entered);

    assertThat(m.lv().svMl()).isEqualTo(Measurer.measure(study, document).lv().svMl());
    assertThat(m.lv().coLPerMin()).isCloseTo(m.lv().svMl() * 90 / 1000, within(1e-9));
    assertThat(m.rv().coLPerMin()).isCloseTo(m.rv().svMl() * 90 / 1000, within(1e-9));
    assertThat(m.indexed().bsaM2()).isCloseTo(2, within(1e-12));
    assertThat(m.indexed().lvEdvMlPerM2()).isCloseTo(m.lv().edvMl() / 2, within(1e-9));
  }
}
