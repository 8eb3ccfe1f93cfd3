package ventricle.engine.measure.regional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Path2D;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ventricle.engine.measure.regional.BullseyeGeometry.At;
import ventricle.engine.measure.regional.BullseyeGeometry.Sector;

class BullseyeGeometryTest {

  /** Steps fine enough that a polygon's edge is the arc but for .0001 of the radius. */
  private static final double FINE = 1.5;

  private static final double EDGE = 2e-4;

  private static double area(List<At> polygon) {
    double sum = 0;
    for (int i = 0; i < polygon.size(); i++) {
      At a = polygon.get(i);
      At b = polygon.get((i + 1) % polygon.size());
      sum += a.x() * b.y() - b.x() * a.y();
    }
    return Math.abs(sum / 2);
  }

  private static Path2D shape(Sector sector) {
    Path2D path = new Path2D.Double();
    List<At> outline = sector.outline(FINE);
    path.moveTo(outline.getFirst().x(), outline.getFirst().y());
    outline.stream().skip(1).forEach(p -> path.lineTo(p.x(), p.y()));
    path.closePath();
    return path;
  }

  private static boolean nearAnEdge(double x, double y) {
    double radius = Math.hypot(x, y);
    return BullseyeGeometry.sectors().stream()
        .anyMatch(
            s -> {
              double turn = Math.toRadians(s.startDegrees());
              double across = Math.abs(x * Math.sin(turn) + y * Math.cos(turn));
              return across < EDGE
                  || Math.abs(radius - s.outer()) < EDGE
                  || Math.abs(radius - s.inner()) < EDGE;
            });
  }

  @Test
  void areasTileTheDisc() {
    double exact = BullseyeGeometry.sectors().stream().mapToDouble(Sector::area).sum();
    double drawn = BullseyeGeometry.sectors().stream().mapToDouble(s -> area(s.outline(.1))).sum();

    assertThat(BullseyeGeometry.sectors()).hasSize(16);
    assertThat(exact).isCloseTo(Math.PI, within(1e-12));
    assertThat(drawn).isCloseTo(Math.PI, within(1e-5));
  }

  @Property(tries = 400)
  void everyPositionOfTheDiscBelongsToOneSegment(
      @ForAll @DoubleRange(min = 0, max = 1) double radius,
      @ForAll @DoubleRange(min = -360, max = 720) double degrees) {
    At at = BullseyeGeometry.at(radius * .999999, degrees);

    assertThat(BullseyeGeometry.sectors().stream().filter(s -> s.contains(at.x(), at.y())))
        .hasSize(1);
  }

  @Property(tries = 400)
  void hitTestAgreesWithTheOutlines(
      @ForAll @DoubleRange(min = -1.2, max = 1.2) double x,
      @ForAll @DoubleRange(min = -1.2, max = 1.2) double y) {
    if (nearAnEdge(x, y)) {
      return;
    }
    OptionalInt drawn =
        BullseyeGeometry.sectors().stream()
            .filter(s -> shape(s).contains(x, y))
            .mapToInt(Sector::segment)
            .findFirst();

    assertThat(BullseyeGeometry.segmentAt(x, y)).isEqualTo(drawn);
  }

  @Property
  void labelsStandInsideTheirSegments(@ForAll @IntRange(min = 1, max = 16) int segment) {
    At label = BullseyeGeometry.sector(segment).label();

    assertThat(BullseyeGeometry.segmentAt(label.x(), label.y())).hasValue(segment);
  }

  /** Cerqueira 2002, figure 4: where each wall lies on the page. */
  @ParameterizedTest(name = "segment {0} lies at {1} degrees")
  @CsvSource({
    "1, 90", "2, 150", "3, 210", "4, 270", "5, 330", "6, 30",
    "7, 90", "8, 150", "9, 210", "10, 270", "11, 330", "12, 30",
    "13, 90", "14, 180", "15, 270", "16, 0"
  })
  void segmentsLieWhereTheAssociationDrawsThem(int segment, double degrees) {
    assertThat(BullseyeGeometry.sector(segment).middleDegrees()).isEqualTo(degrees);
  }

  @Test
  void anteriorIsAtTheTopSeptumOnTheLeftAndBaseOutside() {
    assertThat(BullseyeGeometry.segmentAt(0, -.9)).hasValue(1);
    assertThat(BullseyeGeometry.segmentAt(-.9, -.2)).hasValue(2);
    assertThat(BullseyeGeometry.segmentAt(-.9, .2)).hasValue(3);
    assertThat(BullseyeGeometry.segmentAt(0, .5)).hasValue(10);
    assertThat(BullseyeGeometry.segmentAt(.2, 0)).hasValue(16);
  }

  @Test
  void nothingLiesOutsideTheDisc() {
    assertThat(BullseyeGeometry.segmentAt(.8, .8)).isEmpty();
    assertThat(BullseyeGeometry.segmentAt(1, 0)).isPresent();
    assertThatThrownBy(() -> BullseyeGeometry.sector(17))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pathIsClosedAndOfArcsAndLinesOnly() {
    Pattern ring = Pattern.compile("M[-\\d., ]+A[-\\d., ]+L[-\\d., ]+A[-\\d., ]+Z");
    Pattern wedge = Pattern.compile("M[-\\d., ]+A[-\\d., ]+L[-\\d., ]+Z");

    assertThat(BullseyeGeometry.sector(1).path(100, 100, 80)).matches(ring);
    assertThat(BullseyeGeometry.sector(16).path(100, 100, 80))
        .matches(wedge)
        .contains("L100.000,100.000");
  }
}
