package ventricle.engine.measure.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.TestShapes;
import ventricle.engine.review.Documents;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewState;

class ModelVersusFinalTest {

  private static final ContourKey ENDO = ContourKey.of(1, 0, Structure.LV_ENDO);
  private static final ContourKey EPI = ContourKey.of(1, 0, Structure.LV_EPI);

  private static ReviewDocument after(Edit... edits) {
    ReviewDocument now = Documents.segmented();
    for (Edit edit : edits) {
      now = Edits.apply(now, edit).orThrow();
    }
    return now;
  }

  @Test
  void squaresThatShareAQuarterHaveAQuarter() {
    assertThat(
            Dice.ofContours(TestShapes.rectangle(0, 0, 10, 10), TestShapes.rectangle(5, 5, 15, 15)))
        .isCloseTo(.25, within(1e-12));
  }

  @Test
  void aCircleInsideAnotherHasTwiceItsAreaOverTheSum() {
    ReviewDocument document = after(Documents.draw(ENDO, 6));

    double expected = 2. * 6 * 6 / (6 * 6 + 12 * 12);
    assertThat(ModelVersusFinal.of(document).get(ENDO)).isCloseTo(expected, within(1e-3));
  }

  @Test
  void whatNobodyTouchedIsOneAndEveryModelContourIsThere() {
    ReviewDocument document = after();

    assertThat(ModelVersusFinal.of(document))
        .containsOnlyKeys(document.modelLayer().keySet())
        .allSatisfy((place, dice) -> assertThat(dice).isEqualTo(1));
  }

  @Test
  void takenAwayOrAddedIsZero() {
    ContourKey missed = ContourKey.of(0, 0, Structure.RV_ENDO);
    ReviewDocument document =
        after(new Edit.RemoveContour(EPI, Documents.READER), Documents.draw(missed, 5));

    assertThat(ModelVersusFinal.of(document)).containsEntry(EPI, 0.0).containsEntry(missed, 0.0);
  }

  @Test
  void phasesThatNoModelSegmentedAndExcludedPlacesAreLeftOut() {
    ContourKey elsewhere = ContourKey.of(1, 2, Structure.LV_ENDO);
    ReviewDocument document =
        after(
            Documents.draw(elsewhere, 5),
            Documents.state(ENDO, new ReviewState.Excluded(Documents.READER, "artefact")));

    assertThat(ModelVersusFinal.of(document)).doesNotContainKeys(elsewhere, ENDO).containsKey(EPI);
  }
}
