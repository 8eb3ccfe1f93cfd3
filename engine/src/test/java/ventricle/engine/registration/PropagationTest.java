package ventricle.engine.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.measure.agreement.Dice;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewState;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;
import ventricle.engine.task.Progress;

/** A true contour of the phantom at ED, carried through the cycle. */
class PropagationTest {

  private static final int SLICE = 3;
  private static final Structure ENDO = Structure.LV_ENDO;

  private static PhantomStudy phantom;
  private static CineStack stack;
  private static ContourKey ed;

  @BeforeAll
  static void make() {
    phantom =
        Phantom.generate(
            PhantomOptions.small(5).withSlices(7).withMatrix(128),
            Progress.NONE,
            new CancelToken());
    stack = phantom.study().stack();
    ed = ContourKey.of(SLICE, phantom.truth().edPhase(), ENDO);
  }

  private static ReviewDocument with(ReviewDocument document, Edit... edits) {
    ReviewDocument now = document;
    for (Edit edit : edits) {
      now = Edits.apply(now, edit).orThrow();
    }
    return now;
  }

  private static Edit.SetContour drawn(ContourKey key, Contour contour) {
    return new Edit.SetContour(key, new Tracing(contour, new Provenance.Manual("r")), Gesture.DRAW);
  }

  private static ReviewDocument corrected() {
    return with(
        ReviewDocument.blank("1", stack.sliceCount(), stack.phases()),
        drawn(ed, phantom.contours().get(ed)));
  }

  private static ContourKey phase(int after) {
    return ContourKey.of(SLICE, Math.floorMod(ed.frame().phase() + after, stack.phases()), ENDO);
  }

  private static Edit.FillContours fill(ReviewDocument document, int reach) {
    return new Propagation(stack, document, "r").fill(ed, reach, Progress.NONE, new CancelToken());
  }

  @Test
  void theContourFollowsTheWallBetterThanACopyWould() {
    Map<ContourKey, Tracing> carried = fill(corrected(), stack.phases()).contours();

    assertThat(carried).hasSize(stack.phases() - 1);
    double flow = 0;
    double copy = 0;
    for (ContourKey key : carried.keySet()) {
      Contour truth = phantom.contours().get(key);
      flow += Dice.ofContours(carried.get(key).contour(), truth) / carried.size();
      copy += Dice.ofContours(phantom.contours().get(ed), truth) / carried.size();
    }
    assertThat(flow).isGreaterThan(copy + .03).isGreaterThan(.9);
  }

  @Test
  void whatIsCarriedIsMarkedUnreviewedAndOneStep() {
    ReviewDocument document = corrected();
    ReviewDocument after = with(document, fill(document, 2));

    assertThat(after.shown(phase(1)).orElseThrow().provenance())
        .isEqualTo(new Provenance.Propagated("r", ImageMotion.METHOD));
    assertThat(after.stateOf(phase(1)).reviewed()).isFalse();
    assertThat(after.readerLayer().keySet())
        .containsExactlyInAnyOrder(phase(-2), phase(-1), ed, phase(1), phase(2));
  }

  @Test
  void itStopsBeforeWhatAReaderReviewedOrDrew() {
    ReviewDocument document =
        with(
            corrected(),
            drawn(phase(3), phantom.contours().get(phase(3))),
            new Edit.SetState(Map.of(phase(-2), new ReviewState.ConfirmedAbsent("r"))));

    assertThat(new Propagation(stack, document, "r").phases(ed, stack.phases()))
        .containsExactly(phase(1).frame(), phase(2).frame(), phase(-1).frame());
  }

  @Test
  void anUnreviewedContourOfAModelGivesWay() {
    TreeMap<ContourKey, Tracing> model = new TreeMap<>();
    var network = new ventricle.engine.domain.ModelRef("segment", "m", "1", "");
    model.put(phase(1), new Tracing(phantom.contours().get(ed), new Provenance.Model(network)));
    ReviewDocument document =
        with(
            corrected(),
            new Edit.ModelRun(
                java.util.Set.of(phase(1).frame().phase()),
                model,
                null,
                java.util.Set.of(network),
                "cpu"));

    assertThat(fill(document, 1).contours()).containsKey(phase(1));
  }

  @Test
  void aMissingImageEndsTheWay() {
    TreeMap<FrameKey, ventricle.engine.domain.CineFrame> frames = new TreeMap<>(stack.frames());
    frames.remove(phase(2).frame());
    CineStack gap =
        new CineStack(
            "",
            null,
            stack.slices(),
            stack.phases(),
            frames,
            stack.phaseTimesMs(),
            stack.rrMs(),
            stack.notes());

    assertThat(new Propagation(gap, corrected(), "r").phases(ed, 3))
        .containsExactly(phase(1).frame(), phase(-1).frame(), phase(-2).frame(), phase(-3).frame());
  }

  @Test
  void nothingIsCarriedFromWhereNothingIsShown() {
    ReviewDocument blank = ReviewDocument.blank("1", stack.sliceCount(), stack.phases());

    assertThat(fill(blank, 3).contours()).isEmpty();
  }

  @Test
  void aCancelledPropagationStops() {
    CancelToken cancel = new CancelToken();
    cancel.cancel();

    assertThatThrownBy(
            () -> new Propagation(stack, corrected(), "r").fill(ed, 3, Progress.NONE, cancel))
        .isInstanceOf(CancelledException.class);
  }
}
