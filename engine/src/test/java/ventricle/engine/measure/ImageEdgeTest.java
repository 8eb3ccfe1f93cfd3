package ventricle.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.TestShapes;
import ventricle.engine.review.DetectedPhases;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.ReviewDocument;

class ImageEdgeTest {

  private static final ModelRef MODEL = new ModelRef("segment", "m2", "1", "ab");
  private static final int SLICES = 4;
  private static final int PHASES = 6;
  private static final int ES = 2;

  private static final Contour LV = TestShapes.rectangle(25, 20, 39, 34);
  private static final Contour WALL = TestShapes.rectangle(20, 15, 44, 39);
  private static final Contour INSIDE = TestShapes.rectangle(3, 18, 19, 36);

  /** The image spans -0.5 to 63.5. */
  private static final Contour CUT = TestShapes.rectangle(-0.5, 18, 19, 36);

  private static final Contour TOUCHING = TestShapes.rectangle(-0.5, 20, 19, 22);

  private static CineStack stack() {
    return TestStacks.black(SLICES, PHASES, new PixelSpacing(1.5, 1.5), 8.0);
  }

  /** The same RV, or none, on the two middle slices, at ED and at ES. */
  private static Measurements measured(Contour lv, Contour wall, Contour atEd, Contour atEs) {
    TreeMap<ContourKey, Tracing> contours = new TreeMap<>();
    for (int slice = 1; slice < 3; slice++) {
      put(contours, slice, 0, Structure.LV_ENDO, lv);
      put(contours, slice, 0, Structure.LV_EPI, wall);
      put(contours, slice, 0, Structure.RV_ENDO, atEd);
      put(contours, slice, ES, Structure.LV_ENDO, LV);
      put(contours, slice, ES, Structure.LV_EPI, WALL);
      put(contours, slice, ES, Structure.RV_ENDO, slice == 1 ? INSIDE : atEs);
    }
    ReviewDocument document =
        Edits.apply(
                ReviewDocument.blank("1.2.3", SLICES, PHASES),
                new Edit.ModelRun(
                    Set.of(0, ES),
                    contours,
                    new DetectedPhases(0, ES, List.of(), List.of(), MODEL),
                    Set.of(MODEL),
                    "cpu"))
            .orThrow();
    Patient nobody = new Patient(null, null, null, null, null, null, null);
    return Measurer.measure(stack(), document, 60.0, nobody, MeasureSettings.DEFAULT);
  }

  private static List<Flag> cut(Measurements m) {
    return m.flags().stream().filter(flag -> flag.code().endsWith("cut-by-edge")).toList();
  }

  private static void put(
      TreeMap<ContourKey, Tracing> to, int slice, int phase, Structure structure, Contour c) {
    to.put(ContourKey.of(slice, phase, structure), new Tracing(c, new Provenance.Model(MODEL)));
  }

  @Test
  void ventriclesWithinTheImageAreWhole() {
    Measurements m = measured(LV, WALL, INSIDE, INSIDE);

    assertThat(cut(m)).isEmpty();
    assertThat(m.wholeLv()).isTrue();
    assertThat(m.wholeRv()).isTrue();
  }

  @Test
  void anRvThatEndsWithItsImageIsSaidOnceForEachMark() {
    Measurements m = measured(LV, WALL, CUT, CUT);

    assertThat(m.wholeLv()).isTrue();
    assertThat(m.wholeRv()).isFalse();
    assertThat(cut(m))
        .satisfiesExactly(
            flag -> {
              assertThat(flag.code()).isEqualTo(FlagCodes.RV_CUT);
              assertThat(flag.message())
                  .isEqualTo(
                      "The RV ends at the edge of the image in 2 slices at ED, most of it in slice"
                          + " 2: what lies beyond is in no volume.");
              assertThat(flag.frame()).isEqualTo(new FrameKey(1, 0));
            },
            flag -> {
              assertThat(flag.message())
                  .isEqualTo(
                      "The RV ends at the edge of the image in slice 3 at ES: what lies beyond is"
                          + " in no volume.");
              assertThat(flag.frame()).isEqualTo(new FrameKey(2, ES));
            });
  }

  @Test
  void theLvIsCutWhereItsWallIs() {
    Contour toTheEdge = TestShapes.rectangle(20, 15, 63.5, 39);

    Measurements m = measured(LV, toTheEdge, INSIDE, INSIDE);

    assertThat(m.wholeLv()).isFalse();
    assertThat(m.wholeRv()).isTrue();
    assertThat(cut(m)).extracting(Flag::code).containsExactly(FlagCodes.LV_CUT);
  }

  @Test
  void aContourThatOnlyTouchesTheEdgeIsWhole() {
    assertThat(cut(measured(LV, WALL, TOUCHING, INSIDE))).isEmpty();
  }
}
