package ventricle.engine.measure.regional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static ventricle.engine.measure.regional.RoundHearts.COLUMN;
import static ventricle.engine.measure.regional.RoundHearts.INNER;
import static ventricle.engine.measure.regional.RoundHearts.ROW;
import static ventricle.engine.measure.regional.RoundHearts.SLICES;
import static ventricle.engine.measure.regional.RoundHearts.STACK;
import static ventricle.engine.measure.regional.RoundHearts.border;
import static ventricle.engine.measure.regional.RoundHearts.document;
import static ventricle.engine.measure.regional.RoundHearts.heart;
import static ventricle.engine.measure.regional.RoundHearts.stack;
import static ventricle.engine.measure.regional.RoundHearts.wall;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.measure.regional.AhaSegment.Level;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewState;

/** Thickness of walls whose shape is known. */
class WallThicknessTest {

  private static Regional regional(SortedMap<ContourKey, Contour> contours) {
    return WallThickness.of(STACK, document(contours), new Rings());
  }

  private static List<Integer> slices(List<FrameKey> frames) {
    return frames.stream().map(FrameKey::slice).toList();
  }

  @Test
  void anEvenWallHasItsThicknessInEverySegmentWhateverTheShapeOfThePixels() {
    Regional regional = regional(heart());

    assertThat(regional.reason()).isNull();
    assertThat(regional.segments())
        .hasSize(16)
        .allSatisfy(
            wall -> {
              assertThat(wall.edMm()).isCloseTo(8, within(.05));
              assertThat(wall.esMm()).isCloseTo(11, within(.05));
              assertThat(wall.thickeningMm()).isCloseTo(3, within(.05));
              assertThat(wall.thickeningPercent()).isCloseTo(37.5, within(.8));
              assertThat(wall.affected()).isFalse();
              assertThat(wall.reason()).isNull();
            });
  }

  @Test
  void aThinStretchIsFoundInItsSegmentAndMarkedWhenItDoesNotThicken() {
    SortedMap<ContourKey, Contour> contours = heart();
    for (int phase : List.of(0, 1)) {
      double healthy = phase == 0 ? 8 : 11;
      for (int slice = 1; slice <= 9; slice++) {
        if (phase == 0 || slice >= 2) {
          // 30° below the right: the inferolateral wall
          wall(
              contours,
              slice,
              phase,
              a -> healthy - (healthy - 4) * Math.exp(-Math.pow((a - Math.PI / 6) / .35, 4)));
        }
      }
    }
    Regional regional = regional(contours);

    for (AhaSegment segment :
        List.of(AhaSegment.BASAL_INFEROLATERAL, AhaSegment.MID_INFEROLATERAL)) {
      assertThat(regional.wall(segment).edMm()).isLessThan(6);
      assertThat(regional.wall(segment).affected()).isTrue();
    }
    for (AhaSegment segment :
        List.of(
            AhaSegment.BASAL_ANTERIOR,
            AhaSegment.BASAL_ANTEROSEPTAL,
            AhaSegment.BASAL_INFEROSEPTAL,
            AhaSegment.MID_ANTERIOR,
            AhaSegment.APICAL_ANTERIOR,
            AhaSegment.APICAL_SEPTAL)) {
      assertThat(regional.wall(segment).edMm()).as(segment.key()).isCloseTo(8, within(.2));
      assertThat(regional.wall(segment).affected()).isFalse();
    }
  }

  @Test
  void slicesAtEsJoinTheSegmentsOfTheSamePartOfTheLengthNotOfTheSameIndex() {
    SortedMap<ContourKey, Contour> contours = heart();
    // the base has descended by three slices, the apex is where it was
    for (int slice : List.of(2, 3)) {
      for (Structure s : Structure.values()) {
        contours.remove(ContourKey.of(slice, 1, s));
      }
    }
    Regional regional = regional(contours);
    SegmentWall basal = regional.wall(AhaSegment.BASAL_ANTERIOR);
    SegmentWall mid = regional.wall(AhaSegment.MID_ANTERIOR);
    SegmentWall apical = regional.wall(AhaSegment.APICAL_ANTERIOR);

    assertThat(slices(basal.edFrames())).containsExactly(1, 2, 3);
    assertThat(slices(mid.edFrames())).containsExactly(4, 5, 6);
    assertThat(slices(apical.edFrames())).containsExactly(7, 8, 9);
    assertThat(slices(basal.esFrames())).containsExactly(4, 5);
    assertThat(slices(mid.esFrames())).containsExactly(6, 7);
    assertThat(slices(apical.esFrames())).containsExactly(8, 9);
  }

  @Test
  void aSliceWhoseRingIsOpenCarriesNoThickness() {
    SortedMap<ContourKey, Contour> contours = heart();
    // towards the outflow tract the borders meet
    wall(contours, 1, 0, a -> Math.abs(a - 3.7) < .3 ? .2 : 30);
    contours.remove(ContourKey.of(2, 0, Structure.LV_EPI));
    SegmentWall basal = regional(contours).wall(AhaSegment.BASAL_INFERIOR);

    assertThat(slices(basal.edFrames())).containsExactly(3);
    assertThat(basal.edMm()).isCloseTo(8, within(.05));

    contours.put(ContourKey.of(3, 0, Structure.LV_EPI), border(a -> a < 1 ? INNER - 1 : INNER + 8));
    SegmentWall none = regional(contours).wall(AhaSegment.BASAL_INFERIOR);
    assertThat(none.edMm()).isNull();
    assertThat(none.thickeningMm()).isNull();
    assertThat(none.affected()).isFalse();
    assertThat(none.reason())
        .isEqualTo("At ED, no slice of the basal third shows a closed ring of muscle.");
    assertThat(none.esMm()).isNotNull();
  }

  @Test
  void aThirdThatMuscleFillsBetweenCavitiesHasNoThicknessAndTheApicalCapIsNoSuchThing() {
    SortedMap<ContourKey, Contour> contours = heart();
    contours.remove(ContourKey.of(9, 1, Structure.LV_ENDO));
    assertThat(regional(contours).wall(AhaSegment.APICAL_ANTERIOR).esMm())
        .isCloseTo(11, within(.05));

    contours = heart();
    contours.remove(ContourKey.of(8, 1, Structure.LV_ENDO));
    Regional regional = regional(contours);
    SegmentWall apical = regional.wall(AhaSegment.APICAL_ANTERIOR);
    assertThat(apical.edMm()).isCloseTo(8, within(.05));
    assertThat(apical.esMm()).isNull();
    assertThat(apical.reason())
        .isEqualTo(
            "At ES, muscle fills a slice of this third: how thick it is there cannot be told.");
    assertThat(regional.wall(AhaSegment.MID_ANTERIOR).reason()).isNull();
  }

  @Test
  void theMostBasalSliceCarriesNoneWhereItsRingIsClosedByALineOnly() {
    SortedMap<ContourKey, Contour> contours = heart();
    // the outflow tract, 1.5 mm of 8; further down the same is a scar
    for (int slice : List.of(1, 2)) {
      wall(contours, slice, 0, a -> 8 - 6.5 * Math.exp(-Math.pow((a - 3.7) / .5, 4)));
    }
    SegmentWall basal = regional(contours).wall(AhaSegment.BASAL_ANTERIOR);

    assertThat(slices(basal.edFrames())).containsExactly(2, 3);
  }

  @Test
  void aSliceLeftOutCarriesNone() {
    ReviewDocument document = document(heart());
    for (Structure s : Structure.values()) {
      document =
          Edits.apply(
                  document,
                  new Edit.SetState(
                      Map.of(ContourKey.of(2, 0, s), new ReviewState.Excluded("r", "wrap"))))
              .orThrow();
    }
    Regional regional = WallThickness.of(STACK, document, new Rings());

    assertThat(slices(regional.wall(AhaSegment.BASAL_ANTERIOR).edFrames())).containsExactly(1, 3);
  }

  @Test
  void anglesCountFromTheInsertionThatAReaderHasPut() {
    SortedMap<ContourKey, Contour> contours = heart();
    for (int slice = 1; slice <= 9; slice++) {
      wall(contours, slice, 0, a -> 10 + 2 * Math.cos(2 * a));
    }
    ReviewDocument document = document(contours);
    // the right end of the upper half instead of 60° above the left
    for (int slice = 1; slice <= 9; slice++) {
      document =
          Edits.apply(
                  document,
                  new Edit.PlaceInsertion(
                      new FrameKey(slice, 0), new Point(50 + 28 / COLUMN, 50), "r"))
              .orThrow();
    }
    Regional regional = WallThickness.of(STACK, document, new Rings());

    // means of the formula over 60° beside right and left, and over 60° up and down
    double aside = 10 + 3 * Math.sin(2 * Math.PI / 3) / Math.PI;
    double upright = 10 - 6 * Math.sin(2 * Math.PI / 3) / Math.PI;
    for (int number = 7; number <= 12; number++) {
      SegmentWall wall = regional.wall(AhaSegment.of(number));
      double expected = number == 9 || number == 12 ? upright : aside;
      assertThat(wall.edMm()).as(wall.segment().key()).isCloseTo(expected, within(.1));
    }
  }

  @Test
  void withoutAnInsertionNothingIsGuessed() {
    SortedMap<ContourKey, Contour> contours = heart();
    contours.keySet().removeIf(k -> k.structure() == Structure.RV_ENDO);
    Regional regional = regional(contours);

    assertThat(regional.reason()).contains("At ED, the anterior insertion", "At ES");
    assertThat(regional.segments())
        .allSatisfy(
            wall -> {
              assertThat(wall.edMm()).isNull();
              assertThat(wall.esMm()).isNull();
              assertThat(wall.reason()).contains("insertion");
            });
  }

  @Test
  void anApexWithoutRvTakesItsAnglesFromTheNearestSliceThatHasOne() {
    SortedMap<ContourKey, Contour> contours = heart();
    for (int slice = 7; slice <= 9; slice++) {
      wall(contours, slice, 0, a -> Math.abs(a - Math.PI) < Math.PI / 4 ? 6 : 9);
      contours.remove(ContourKey.of(slice, 0, Structure.RV_ENDO));
    }
    Regional regional = regional(contours);

    assertThat(regional.wall(AhaSegment.APICAL_SEPTAL).edMm()).isCloseTo(6, within(.4));
    assertThat(regional.wall(AhaSegment.APICAL_LATERAL).edMm()).isCloseTo(9, within(.1));
  }

  @Test
  void theSameHeartCountedFromTheOtherEndOrSeenInAMirrorHasTheSameSegments() {
    SortedMap<ContourKey, Contour> contours = heart();
    for (int slice = 1; slice <= 3; slice++) {
      wall(contours, slice, 0, a -> a < 1 ? 10 : 8);
    }
    ReviewDocument document = document(contours);
    Regional seen = WallThickness.of(STACK, document, new Rings());
    ReviewDocument turned = Edits.apply(document, new Edit.FlipStack("r")).orThrow();
    Regional flipped = WallThickness.of(STACK.flipped(), turned, new Rings());

    // base and apex exchanged: the basal third is the apical one now
    assertThat(seen.wall(AhaSegment.BASAL_INFEROLATERAL).edMm()).isGreaterThan(9);
    assertThat(flipped.wall(AhaSegment.APICAL_LATERAL).edMm()).isGreaterThan(8.2);
    assertThat(flipped.wall(AhaSegment.BASAL_INFEROLATERAL).edMm()).isCloseTo(8, within(.1));
  }

  @Test
  void whatIsMissingIsSaid() {
    CineStack one = stack(1, new PixelSpacing(ROW, COLUMN));
    TreeMap<ContourKey, Contour> single = new TreeMap<>();
    wall(single, 0, 0, a -> 8);
    wall(single, 0, 1, a -> 8);
    assertThat(WallThickness.of(one, document(single, 1), new Rings()).reason())
        .contains("one slice");

    assertThat(WallThickness.of(stack(SLICES, null), document(heart()), new Rings()).reason())
        .contains("pixel spacing");
    assertThat(WallThickness.of(STACK, ReviewDocument.blank("1", SLICES, 2), new Rings()).reason())
        .isEqualTo("At ED, the phase is not set. At ES, the phase is not set.");
    assertThat(regional(new TreeMap<>()).reason()).contains("the LV is not contoured");
  }

  @Test
  void curvesHoldEveryPhaseAndAgreeWithEdAndEs() {
    ReviewDocument document = document(heart());
    ThicknessCurves curves = ThicknessCurves.of(STACK, document);
    Regional regional = WallThickness.of(STACK, document, new Rings());

    for (AhaSegment segment : AhaSegment.at(Level.MID)) {
      assertThat(curves.of(segment))
          .containsExactly(regional.wall(segment).edMm(), regional.wall(segment).esMm());
    }
    SortedMap<ContourKey, Contour> edOnly = heart();
    edOnly.keySet().removeIf(k -> k.frame().phase() == 1);
    assertThat(ThicknessCurves.of(STACK, document(edOnly)).of(AhaSegment.MID_ANTERIOR).get(1))
        .isNull();
  }

  @Test
  void afterAnEditTheOtherRingsAreTakenOverAndTheNumbersAreThoseOfAMeasurementAnew() {
    Rings rings = new Rings();
    SortedMap<ContourKey, Contour> contours = heart();
    Regional before = WallThickness.of(STACK, document(contours), rings);
    assertThat(rings.measured()).isEqualTo(9 + 8);

    wall(contours, 5, 0, a -> 14);
    ReviewDocument edited = document(contours);
    Regional after = WallThickness.of(STACK, edited, rings);
    assertThat(rings.measured()).isEqualTo(1);
    assertThat(after).isEqualTo(WallThickness.of(STACK, edited, new Rings())).isNotEqualTo(before);

    ReviewDocument turned = Edits.apply(edited, new Edit.FlipStack("r")).orThrow();
    assertThat(WallThickness.of(STACK.flipped(), turned, rings))
        .isEqualTo(WallThickness.of(STACK.flipped(), turned, new Rings()));
    CineStack coarse = stack(SLICES, new PixelSpacing(2 * ROW, 2 * COLUMN));
    assertThat(WallThickness.of(coarse, edited, rings))
        .isEqualTo(WallThickness.of(coarse, edited, new Rings()))
        .isNotEqualTo(after);
  }
}
