package ventricle.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.Documents;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.Reverting;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;

class LeftOutTest {

  private static final ContourKey AT_ES = ContourKey.of(1, 3, Structure.RV_ENDO);
  private static final ContourKey ENDO = ContourKey.of(1, 0, Structure.LV_ENDO);
  private static final ContourKey EPI = ContourKey.of(1, 0, Structure.LV_EPI);
  private static final ContourKey BETWEEN = ContourKey.of(1, 2, Structure.RV_ENDO);

  /** ED at phase 0 and ES at phase 3; the model left its RV out at phases 2 and 3. */
  private static ReviewDocument document() {
    return without(Documents.modelRun(12, 0, 2, 3), BETWEEN, AT_ES);
  }

  private static ReviewDocument without(Edit.ModelRun run, ContourKey... keys) {
    TreeMap<ContourKey, Tracing> kept = new TreeMap<>(run.contours());
    TreeMap<ContourKey, Tracing> leftOut = new TreeMap<>();
    for (ContourKey key : keys) {
      leftOut.put(key, kept.remove(key));
    }
    return after(
        Documents.blank(),
        new Edit.ModelRun(
            run.phases(), kept, leftOut, run.detected(), run.models(), run.device(), null, null));
  }

  private static ReviewDocument after(ReviewDocument document, Edit edit) {
    return Edits.apply(document, edit).orThrow();
  }

  @Test
  void aFindingLeadsToEachFrameInUse() {
    assertThat(LeftOut.flags(document()))
        .singleElement()
        .satisfies(
            flag -> {
              assertThat(flag.code()).isEqualTo(FlagCodes.RV_BASE);
              assertThat(flag.frame()).isEqualTo(AT_ES.frame());
              assertThat(flag.message()).contains("slice 2 at ES");
            });
  }

  @Test
  void theLvHasAFindingOfItsOwnAndComesBackWithItsWall() {
    ReviewDocument document = without(Documents.modelRun(12, 0, 3), ENDO, EPI);

    assertThat(LeftOut.flags(document))
        .singleElement()
        .satisfies(flag -> assertThat(flag.code()).isEqualTo(FlagCodes.LV_BASE));

    ReviewDocument back = after(document, Reverting.at(document, EPI).orElseThrow());
    assertThat(back.shown(ENDO)).contains(document.leftOut().get(ENDO));
    assertThat(back.shown(EPI)).contains(document.leftOut().get(EPI));
    assertThat(LeftOut.flags(back)).isEmpty();

    ReviewDocument again = after(back, Reverting.at(back, ENDO).orElseThrow());
    assertThat(again.shown(EPI)).isEmpty();
    assertThat(LeftOut.flags(again)).hasSize(1);
  }

  @Test
  void theLvComesBackWholeAlsoAfterAReaderHasAgreedThatItIsNotThere() {
    ReviewDocument document = without(Documents.modelRun(12, 0, 3), ENDO, EPI);
    ReviewDocument agreed =
        after(document, ReviewProgress.acceptFrame(document, ENDO.frame(), Documents.READER));
    assertThat(LeftOut.flags(agreed)).isEmpty();

    ReviewDocument back = after(agreed, Reverting.at(agreed, ENDO).orElseThrow());

    assertThat(back.shown(ENDO)).contains(document.leftOut().get(ENDO));
    assertThat(back.shown(EPI)).contains(document.leftOut().get(EPI));
    assertThat(back.stateOf(ENDO).reviewed()).isFalse();
  }

  @Test
  void onlyWhatIsStillAsTheModelDrewItGoesTogether() {
    ReviewDocument document = without(Documents.modelRun(12, 0, 3), ENDO, EPI);
    ReviewDocument back = after(document, Reverting.at(document, ENDO).orElseThrow());

    ReviewDocument edited =
        after(
            back,
            new Edit.SetContour(EPI, document.modelLayer().firstEntry().getValue(), Gesture.BRUSH));

    assertThat(Reverting.at(edited, ENDO)).contains(new Edit.RevertToModel(ENDO));
  }

  @Test
  void noneIsLeftOnceAReaderHasSpoken() {
    ReviewDocument document = document();
    Edit agreed = ReviewProgress.acceptFrame(document, AT_ES.frame(), Documents.READER);

    assertThat(LeftOut.flags(after(document, agreed))).isEmpty();
    assertThat(LeftOut.flags(after(document, Reverting.at(document, AT_ES).orElseThrow())))
        .isEmpty();
  }
}
