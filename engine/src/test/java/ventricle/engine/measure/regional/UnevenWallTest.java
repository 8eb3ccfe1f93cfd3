package ventricle.engine.measure.regional;

import static org.assertj.core.api.Assertions.assertThat;
import static ventricle.engine.measure.regional.RoundHearts.STACK;
import static ventricle.engine.measure.regional.RoundHearts.document;
import static ventricle.engine.measure.regional.RoundHearts.heart;
import static ventricle.engine.measure.regional.RoundHearts.wall;

import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Patient;
import ventricle.engine.measure.Flag;
import ventricle.engine.measure.FlagCodes;
import ventricle.engine.measure.MeasureSettings;
import ventricle.engine.measure.Measurer;

/** A finding on the slice whose wall is thickest against its median, at ED and at ES. */
class UnevenWallTest {

  private static List<Flag> uneven(SortedMap<ContourKey, Contour> contours) {
    return Measurer.measure(
            STACK, document(contours), null, Patient.UNKNOWN, MeasureSettings.DEFAULT)
        .flags()
        .stream()
        .filter(flag -> flag.code().equals(FlagCodes.WALL_UNEVEN))
        .toList();
  }

  /** Healthy all around but for a stretch below the right. */
  private static double bulging(double angle, double healthy, double thickest) {
    return healthy + (thickest - healthy) * Math.exp(-Math.pow((angle - Math.PI / 6) / .5, 4));
  }

  @Test
  void leadsToTheSliceWhereTheWallBulges() {
    SortedMap<ContourKey, Contour> contours = heart();
    wall(contours, 5, 0, a -> bulging(a, 8, 26));
    wall(contours, 6, 0, a -> bulging(a, 8, 30));

    assertThat(uneven(contours))
        .singleElement()
        .satisfies(
            flag -> {
              assertThat(flag.frame()).isEqualTo(new FrameKey(6, 0));
              assertThat(flag.message()).startsWith("The LV wall in slice 7 at ED is 3.");
            });
  }

  @Test
  void isRaisedAtEsToo() {
    SortedMap<ContourKey, Contour> contours = heart();
    wall(contours, 4, 1, a -> bulging(a, 8, 30));

    assertThat(uneven(contours)).extracting(Flag::frame).containsExactly(new FrameKey(4, 1));
  }

  @Test
  void isNotRaisedForAWallThatIsTwiceAsThickInOnePlace() {
    SortedMap<ContourKey, Contour> contours = heart();
    assertThat(uneven(contours)).isEmpty();

    wall(contours, 5, 0, a -> bulging(a, 8, 17));
    assertThat(uneven(contours)).isEmpty();
  }

  @Test
  void isNotRaisedForALineAcrossTheOutflowTract() {
    SortedMap<ContourKey, Contour> contours = heart();
    wall(contours, 1, 0, a -> Math.abs(a - 4.5) < .3 ? 1 : 8);

    assertThat(uneven(contours)).isEmpty();
  }
}
