package ventricle.engine.measure.regional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import ventricle.engine.review.WallMotion;

class BullseyeColoursTest {

  private static final BullseyeColours COLOURS = BullseyeColours.viridis();

  /** CIE 1976 lightness, 0 to 100. */
  private static double lightness(double part) {
    return 116 * Math.cbrt(BullseyeColours.luminance(COLOURS.rgb(part))) - 16;
  }

  @Test
  void lightnessGrowsEvenlySoThatOrderShowsInGreyAndWithAnyColourBlindness() {
    double whole = lightness(1) - lightness(0);

    assertThat(whole).isGreaterThan(70);
    for (double part = 0; part < .95; part += .1) {
      assertThat(lightness(part + .1) - lightness(part)).isCloseTo(whole / 10, within(1.5));
    }
  }

  @Test
  void wordsCanBeReadOnEveryColour() {
    for (double part = 0; part <= 1; part += 1 / 255.0) {
      int rgb = COLOURS.rgb(part);
      double ground = BullseyeColours.luminance(rgb) + .05;
      double ink = BullseyeColours.luminance(BullseyeColours.inkOn(rgb)) + .05;

      assertThat(Math.max(ground, ink) / Math.min(ground, ink)).isGreaterThanOrEqualTo(4.5);
    }
  }

  @Test
  void valuesBeyondTheScaleHaveTheColourOfItsEnd() {
    BullseyeQuantity q = BullseyeQuantity.THICKENING;

    assertThat(q.part(-3)).isZero();
    assertThat(q.part(5)).isEqualTo(.5);
    assertThat(q.part(40)).isEqualTo(1);
  }

  @Test
  void eachQuantityReadsItsOwnValue() {
    SegmentWall wall =
        SegmentWall.of(AhaSegment.MID_ANTERIOR, 8.0, 9.0, List.of(), List.of(), List.of());

    assertThat(BullseyeQuantity.ED_THICKNESS.of(wall, null)).isEqualTo(8);
    assertThat(BullseyeQuantity.ES_THICKNESS.of(wall, null)).isEqualTo(9);
    assertThat(BullseyeQuantity.THICKENING.of(wall, null)).isEqualTo(1);
    assertThat(BullseyeQuantity.THICKENING_PERCENT.of(wall, null)).isEqualTo(12.5);
    assertThat(BullseyeQuantity.WALL_MOTION.of(wall, null)).isNull();
    assertThat(BullseyeQuantity.WALL_MOTION.of(wall, WallMotion.AKINETIC)).isEqualTo(3);
  }

  @Test
  void numbersAreWrittenAsReadersWriteThem() {
    assertThat(BullseyeQuantity.THICKENING.shown(-1.25)).isEqualTo("−1.3");
    assertThat(BullseyeQuantity.THICKENING.shown(-.01)).isEqualTo("0.0");
    assertThat(BullseyeQuantity.THICKENING_PERCENT.shown(48.6)).isEqualTo("49");
  }
}
