package ventricle.engine.review;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import ventricle.engine.domain.BsaFormula;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.TestShapes;

/** Documents and edits for tests: 4 slices, 6 phases. */
public final class Documents {

  public static final String READER = "reader-a";
  public static final ModelRef SEGMENTER = new ModelRef("segment", "m2", "1", "ab");
  public static final ModelRef DETECTOR = new ModelRef("phase", "m1", "1", "cd");
  public static final int SLICES = 4;
  public static final int PHASES = 6;

  public static final Instant MORNING = Instant.parse("2026-11-28T08:30:00Z");
  public static final Edit READY = new Edit.SetStudyState(StudyState.READY, READER);

  /** Something in every part. */
  public static final StudyEntries ENTRIES =
      new StudyEntries(
          new PersonEntries(72.5, "F", 41.0, 1.685, 70.3, BsaFormula.DU_BOIS),
          new TreeMap<>(Map.of(1, WallMotion.NORMAL, 16, WallMotion.ANEURYSMAL)),
          new ReportEntries("dyspnoea \"II\"", "sinus", 2, "", "Größe\nnormal"));

  private Documents() {}

  public static Edit.Sign sign(int number) {
    return new Edit.Sign(SignedVersion.of(number, READER, "Dr A", MORNING, "version " + number));
  }

  public static Edit.Amend amend(String reason) {
    return new Edit.Amend(new Amendment(READER, reason, MORNING.plusSeconds(60)));
  }

  public static Edit.LookAt lookAt(ReviewDocument document, FrameKey frame) {
    return new Edit.LookAt(new TreeMap<>(Map.of(frame, Look.at(document, frame, READER))));
  }

  public static ReviewDocument blank() {
    return ReviewDocument.blank("1.2.3", SLICES, PHASES);
  }

  public static Tracing manual(double radius) {
    return new Tracing(TestShapes.circle(30, 30, radius), new Provenance.Manual(READER));
  }

  public static Edit.SetContour draw(ContourKey key, double radius) {
    return new Edit.SetContour(key, manual(radius), Gesture.DRAW);
  }

  public static Edit.ModelRun modelRun(double endoRadius, Integer... phases) {
    return modelRunDetecting(endoRadius, 0, 3, phases);
  }

  /** A run that finds the LV in slices 1 and 2 and the RV in slice 1. */
  public static Edit.ModelRun modelRunDetecting(
      double endoRadius, int ed, int es, Integer... phases) {
    SortedMap<ContourKey, Tracing> contours = new TreeMap<>();
    for (int phase : phases) {
      for (int slice = 1; slice <= 2; slice++) {
        contours.put(
            ContourKey.of(slice, phase, Structure.LV_ENDO),
            model(TestShapes.circle(30, 30, endoRadius)));
        contours.put(
            ContourKey.of(slice, phase, Structure.LV_EPI),
            model(TestShapes.circle(30, 30, endoRadius + 6)));
      }
      contours.put(ContourKey.of(1, phase, Structure.RV_ENDO), model(TestShapes.circle(8, 30, 5)));
    }
    DetectedPhases detected =
        new DetectedPhases(
            ed, es, List.of(.9, .0, .0, .0, .1, .5), List.of(.0, .0, .2, .8, .1, .0), DETECTOR);
    return new Edit.ModelRun(
        Set.of(phases), contours, detected, Set.of(SEGMENTER, DETECTOR), "cpu");
  }

  private static Tracing model(Contour c) {
    return new Tracing(c, new Provenance.Model(SEGMENTER));
  }

  public static ReviewDocument segmented() {
    return Edits.apply(blank(), modelRun(12, 0, 3)).orThrow();
  }

  public static ReviewDocument accepted() {
    ReviewDocument document = segmented();
    var all = ReviewProgress.framesInUse(document);
    return Edits.apply(document, ReviewProgress.acceptStudy(document, all, READER).edit())
        .orThrow();
  }

  public static Edit.SetState state(ContourKey key, ReviewState state) {
    return new Edit.SetState(Map.of(key, state));
  }
}
