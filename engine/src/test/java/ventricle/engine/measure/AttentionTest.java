package ventricle.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.measure.Attention.Reason;
import ventricle.engine.review.Documents;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;

/** 4 slices; ED is phase 0 and ES phase 3 of 6. */
class AttentionTest {

  private static final int ED = 0;
  private static final int ES = 3;
  private static final ReviewDocument SEGMENTED = Documents.segmented();

  private static FrameKey at(int slice, int phase) {
    return new FrameKey(slice, phase);
  }

  private static List<FrameKey> frames(List<Attention> waiting) {
    return waiting.stream().map(Attention::frame).toList();
  }

  private static List<Attention> waiting(ReviewDocument document, Flag... findings) {
    return Attention.list(document, List.of(findings), frame -> false);
  }

  private static Flag finding(FrameKey frame) {
    return new Flag(FlagCodes.CONTOUR_JUMPS, "It jumps.", frame);
  }

  private static ReviewDocument accept(ReviewDocument document, FrameKey frame) {
    return Edits.apply(document, ReviewProgress.acceptFrame(document, frame, Documents.READER))
        .orThrow();
  }

  private static ReviewDocument doubt(ContourKey key, double confidence) {
    Edit.ModelRun sure = Documents.modelRun(12, ED, ES);
    TreeMap<ContourKey, Tracing> contours = new TreeMap<>(sure.contours());
    contours.put(
        key,
        new Tracing(
            contours.get(key).contour(), new Provenance.Model(Documents.SEGMENTER, confidence)));
    return Edits.apply(
            Documents.blank(),
            new Edit.ModelRun(
                sure.phases(), contours, sure.detected(), sure.models(), sure.device()))
        .orThrow();
  }

  @Test
  void everyFrameInUseWaitsAtEdThenAtEsFromBaseToApex() {
    assertThat(frames(waiting(SEGMENTED)))
        .containsExactly(
            at(0, ED), at(1, ED), at(2, ED), at(3, ED), at(0, ES), at(1, ES), at(2, ES), at(3, ES));
    assertThat(waiting(SEGMENTED))
        .allSatisfy(a -> assertThat(a.reasons()).endsWith(new Reason.NotReviewed()));
  }

  @Test
  void whereAVentricleBeginsOrEndsIsAReason() {
    assertThat(waiting(SEGMENTED).stream().filter(a -> a.reasons().contains(new Reason.EndSlice())))
        .extracting(Attention::frame)
        .containsExactly(at(1, ED), at(2, ED), at(1, ES), at(2, ES));
  }

  @Test
  void whatIsAcceptedWaitsNoLonger() {
    ReviewDocument document = accept(SEGMENTED, at(2, ED));
    assertThat(frames(waiting(document, finding(at(2, ED))))).hasSize(7).doesNotContain(at(2, ED));
    assertThat(waiting(Documents.accepted())).isEmpty();
  }

  @Test
  void findingAndDoubtAreNamedBeforeTheRest() {
    ContourKey doubtful = ContourKey.of(1, ES, Structure.LV_EPI);
    Flag finding = finding(at(1, ES));
    Attention found =
        waiting(doubt(doubtful, .79), finding).stream()
            .filter(a -> a.frame().equals(at(1, ES)))
            .findFirst()
            .orElseThrow();
    assertThat(found.reasons())
        .containsExactly(
            new Reason.Finding(finding),
            new Reason.Unsure(Structure.LV_EPI, .79),
            new Reason.EndSlice(),
            new Reason.NotReviewed());
  }

  @Test
  void aSureModelIsNoReason() {
    assertThat(waiting(doubt(ContourKey.of(1, ES, Structure.LV_EPI), Attention.UNSURE_BELOW)))
        .allSatisfy(a -> assertThat(a.reasons()).noneMatch(Reason.Unsure.class::isInstance));
  }

  @Test
  void aFindingElsewhereWaitsLastAndUntilItWasLookedAt() {
    FrameKey elsewhere = at(1, 1);
    assertThat(frames(waiting(SEGMENTED, finding(elsewhere)))).hasSize(9).endsWith(elsewhere);
    assertThat(frames(Attention.list(SEGMENTED, List.of(finding(elsewhere)), elsewhere::equals)))
        .hasSize(8);
  }

  @Test
  void aFindingAboutTheStudyLeadsNowhere() {
    assertThat(waiting(SEGMENTED, new Flag(FlagCodes.BSA_UNKNOWN, "No weight.", null))).hasSize(8);
  }

  @Test
  void lookingIsNotReviewing() {
    assertThat(Attention.list(SEGMENTED, List.of(), frame -> true)).hasSize(8);
  }

  @Test
  void theNextIsTheOneAfterTheFrameShownAndTheWayIsRound() {
    List<Attention> waiting = waiting(SEGMENTED);
    assertThat(next(waiting, at(3, ED))).isEqualTo(at(0, ES));
    assertThat(next(waiting, at(3, ES))).isEqualTo(at(0, ED));
    assertThat(next(waiting, at(2, 5))).as("after everything in use").isEqualTo(at(0, ED));
    assertThat(next(waiting.subList(2, 3), at(2, ED))).isEqualTo(at(2, ED));
    assertThat(Attention.next(SEGMENTED, List.of(), at(0, ED))).isEmpty();
  }

  private static FrameKey next(List<Attention> waiting, FrameKey shown) {
    return Attention.next(SEGMENTED, waiting, shown).orElseThrow().frame();
  }
}
