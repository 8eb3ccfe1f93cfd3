package ventricle.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TemporalCheckTest {

  /**
   * A heart that beats evenly: slices from the largest to a third of it, an ejection fraction of
   * the areas, ED at the first phase.
   */
  private static double[][] beating(int slices, int phases, double ejection) {
    double[][] areas = new double[slices][phases];
    for (int z = 0; z < slices; z++) {
      double full = 1800 * (1 - 0.66 * z / slices);
      for (int t = 0; t < phases; t++) {
        double emptied = ejection * (1 - Math.cos(2 * Math.PI * t / phases)) / 2;
        areas[z][t] = full * (1 - emptied);
      }
    }
    return areas;
  }

  private static double[] slabs(double[][] areas) {
    double[] slabs = new double[areas.length];
    Arrays.fill(slabs, 10);
    return slabs;
  }

  private static List<TemporalCheck.Jump> jumps(double[][] areas) {
    return TemporalCheck.jumps(areas, slabs(areas));
  }

  @Property
  void anEvenBeatDoesNotJump(
      @ForAll @IntRange(min = 1, max = 20) int slices,
      @ForAll @IntRange(min = 12, max = 60) int phases,
      @ForAll @DoubleRange(min = 0, max = 0.8) double ejection) {
    assertThat(jumps(beating(slices, phases, ejection))).isEmpty();
  }

  @Property
  void aSliceThatLosesItsCavityJumpsInThatFrameAlone(
      @ForAll @IntRange(min = 3, max = 16) int slices,
      @ForAll @IntRange(min = 12, max = 60) int phases,
      @ForAll @DoubleRange(min = 0.2, max = 0.7) double ejection,
      @ForAll @DoubleRange(min = 0, max = 0.99) double at,
      @ForAll @DoubleRange(min = 0, max = 0.99) double when) {
    double[][] areas = beating(slices, phases, ejection);
    int slice = (int) (at * slices);
    int phase = 1 + (int) (when * (phases - 2));
    areas[slice][phase] = 0;

    assertThat(jumps(areas))
        .singleElement()
        .satisfies(
            jump -> {
              assertThat(jump.slice()).isEqualTo(slice);
              assertThat(jump.phase()).isEqualTo(phase);
            });
  }

  @Property
  void theUnitOfAreasIsOfNoConsequence(
      @ForAll @DoubleRange(min = 0.01, max = 100) double factor,
      @ForAll @DoubleRange(min = 0.05, max = 2) double wrong) {
    double[][] areas = beating(6, 20, 0.5);
    areas[2][7] *= wrong;
    double[][] scaled =
        Arrays.stream(areas)
            .map(slice -> Arrays.stream(slice).map(a -> a * factor).toArray())
            .toArray(double[][]::new);

    assertThat(jumps(scaled)).isEqualTo(jumps(areas));
  }

  @Property
  void timeBackwardsJumpsAtTheSameFrames(@ForAll @IntRange(min = 1, max = 18) int phase) {
    double[][] areas = beating(6, 20, 0.5);
    areas[4][phase] *= 0.2;
    double[][] backwards =
        Arrays.stream(areas)
            .map(
                slice -> {
                  double[] turned = new double[slice.length];
                  for (int t = 0; t < turned.length; t++) {
                    turned[t] = slice[turned.length - 1 - t];
                  }
                  return turned;
                })
            .toArray(double[][]::new);

    assertThat(jumps(backwards))
        .containsExactlyElementsOf(
            jumps(areas).stream()
                .map(j -> new TemporalCheck.Jump(j.slice(), 19 - j.phase(), j.whole()))
                .toList());
  }

  @Test
  void theLossOfASmallApicalSliceIsSeenWhereTheHeartEmptiesWell() {
    double[][] areas = beating(16, 30, 0.7);
    areas[15][15] = 0;

    assertThat(jumps(areas)).containsExactly(new TemporalCheck.Jump(15, 15, false));
  }

  @Test
  void aTinyApicalCavityThatClosesForAFrameDoesNotJump() {
    double[][] areas = beating(6, 30, 0.6);
    for (int t = 0; t < 30; t++) {
      areas[5][t] *= 0.2;
    }
    areas[5][15] = 0;

    assertThat(jumps(areas)).isEmpty();
  }

  @Test
  void aWholePhaseThatIsWrongIsToldFromOneSlice() {
    double[][] areas = beating(8, 25, 0.5);
    for (double[] slice : areas) {
      slice[6] *= 0.7;
    }
    assertThat(jumps(areas)).containsExactly(new TemporalCheck.Jump(0, 6, true));
    double[][] one = beating(8, 25, 0.5);
    one[5][6] = 0;
    assertThat(jumps(one)).containsExactly(new TemporalCheck.Jump(5, 6, false));
  }

  @Test
  void theSeamOfACycleThatDoesNotCloseIsNotJudged() {
    double[][] areas = beating(5, 24, 0.5);
    for (double[] slice : areas) {
      slice[0] *= 1.6;
      slice[23] *= 0.5;
    }
    assertThat(jumps(areas)).allMatch(j -> j.phase() != 0 && j.phase() != 23);
  }

  @Test
  void aBasalSliceThatLeavesTheVentricleDuringSystoleDoesNotJump() {
    double[][] areas = beating(6, 24, 0.5);
    for (int t = 8; t < 17; t++) {
      areas[0][t] = 0;
    }
    assertThat(jumps(areas)).noneMatch(j -> !j.whole());
  }

  @Test
  void whatIsNotToBeJudgedIsNoJump() {
    double[][] areas = beating(6, 24, 0.5);
    areas[2][9] = Double.NaN;

    assertThat(jumps(areas)).isEmpty();
  }

  @Test
  void shortCyclesAreNotJudged() {
    double[][] areas = beating(6, 11, 0.5);
    areas[2][5] = 0;

    assertThat(jumps(areas)).isEmpty();
    assertThat(TemporalCheck.jumps(new double[0][], new double[0])).isEmpty();
  }
}
