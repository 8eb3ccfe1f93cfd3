package ventricle.engine.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.geometry.WallChords.Chord;

class WallChordsTest {

  private static double mean(List<Chord> chords) {
    return chords.stream().mapToDouble(Chord::length).average().orElseThrow();
  }

  @Property(tries = 50)
  void everyChordOfARoundWallIsAsLongAsItIsThick(
      @ForAll @DoubleRange(min = 4, max = 40) double inner,
      @ForAll @DoubleRange(min = 1, max = 20) double wall) {
    List<Chord> chords =
        WallChords.of(TestShapes.circle(100, 90, inner), TestShapes.circle(100, 90, inner + wall));

    assertThat(chords).hasSize(WallChords.CHORDS);
    assertThat(chords).allSatisfy(c -> assertThat(c.length()).isCloseTo(wall, within(.02 * wall)));
  }

  @Property(tries = 50)
  void theMeanChordOfAWallBetweenCirclesApartIsTheDifferenceOfTheirRadii(
      @ForAll @DoubleRange(min = 15, max = 30) double inner,
      @ForAll @DoubleRange(min = 6, max = 12) double wall,
      @ForAll @DoubleRange(min = 0, max = 4) double apart) {
    List<Chord> chords =
        WallChords.of(
            TestShapes.circle(50 + apart, 50, inner), TestShapes.circle(50, 50, inner + wall));

    assertThat(mean(chords)).isCloseTo(wall, within(.1));
    assertThat(chords.stream().mapToDouble(Chord::length).min().orElseThrow())
        .isCloseTo(wall - apart, within(.15));
    assertThat(chords.stream().mapToDouble(Chord::length).max().orElseThrow())
        .isCloseTo(wall + apart, within(.15));
  }

  @Test
  void theStepsOfPixelsInABorderHardlyChangeTheMean() {
    Contour endo = stepped(20.3);
    Contour epi = stepped(28.3);

    assertThat(mean(WallChords.of(endo, epi))).isCloseTo(8, within(.3));
  }

  /** A circle drawn along pixel borders. */
  private static Contour stepped(double radius) {
    Contour round = TestShapes.circle(50, 50, radius);
    double[] xs = round.xs();
    double[] ys = round.ys();
    for (int i = 0; i < xs.length; i++) {
      xs[i] = Math.rint(xs[i]);
      ys[i] = Math.rint(ys[i]);
    }
    return Contour.of(xs, ys);
  }

  @Test
  void chordsGoAroundInOrderFromTheInnerToTheOuterBorder() {
    List<Chord> chords =
        WallChords.of(TestShapes.circle(50, 50, 10), TestShapes.circle(50, 50, 18));

    for (int i = 0; i < chords.size(); i++) {
      Chord chord = chords.get(i);
      assertThat(chord.inner().distance(chord.outer())).isCloseTo(8, within(.1));
      assertThat(Math.hypot(chord.inner().x() - 50, chord.inner().y() - 50))
          .isCloseTo(10, within(.1));
      assertThat(chord.middle().distance(chords.get((i + 1) % chords.size()).middle()))
          .isCloseTo(2 * Math.PI * 14 / chords.size(), within(.05));
    }
  }

  @Test
  void bordersThatLieAsideOfEachOtherAreNoWall() {
    assertThat(WallChords.of(TestShapes.circle(20, 20, 5), TestShapes.circle(60, 60, 10)))
        .isEmpty();
  }
}
