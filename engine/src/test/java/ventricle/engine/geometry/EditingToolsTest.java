package ventricle.engine.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

class EditingToolsTest {

  private static final ImageSize IMAGE = new ImageSize(96, 96);
  private static final Contour DISC = TestShapes.circle(48, 48, 20);

  @Provide
  Arbitrary<Contour> blobs() {
    return TestShapes.blobs();
  }

  @Provide
  Arbitrary<Point> points() {
    return TestShapes.points();
  }

  @Provide
  Arbitrary<List<Point>> paths() {
    return TestShapes.points().list().ofMinSize(3).ofMaxSize(12);
  }

  private static void assertSound(Contour c) {
    assertThat(Polygons.isSimple(c)).isTrue();
    assertThat(c.points()).allMatch(IMAGE::contains);
  }

  @Property(tries = 150)
  void nudgeKeepsContourClosedSimpleAndOnTheImage(
      @ForAll("blobs") Contour c,
      @ForAll("points") Point from,
      @ForAll("points") Point to,
      @ForAll @DoubleRange(min = 1, max = 30) double radius) {
    assertSound(Nudge.push(c, from, to, radius, Nudge.sideOf(c, from), IMAGE));
  }

  @Property(tries = 20)
  void aWholeStrokeOfNudgesKeepsContourSound(
      @ForAll("blobs") Contour start,
      @ForAll("paths") List<Point> path,
      @ForAll @DoubleRange(min = 2, max = 12) double radius) {
    Nudge.Side side = Nudge.sideOf(start, path.getFirst());
    Contour c = start;
    for (int i = 1; i < path.size(); i++) {
      c = Nudge.push(c, path.get(i - 1), path.get(i), radius, side, IMAGE);
      assertSound(c);
    }
  }

  @Test
  void nudgeFromInsideTakesInWhatTheDiscSweeps() {
    Point to = new Point(66, 48);

    Contour pushed = Nudge.push(DISC, new Point(48, 48), to, 8, Nudge.Side.INSIDE, IMAGE);

    assertThat(Polygons.bounds(pushed).maxX()).isCloseTo(74, within(0.05));
    assertThat(Polygons.area(pushed)).isGreaterThan(Polygons.area(DISC));
  }

  @Test
  void nudgeFromOutsideKeepsTheBorderOffTheDisc() {
    Point to = new Point(70, 48);

    Contour pushed = Nudge.push(DISC, new Point(90, 48), to, 8, Nudge.Side.OUTSIDE, IMAGE);

    assertThat(Polygons.distance(pushed, to)).isCloseTo(8, within(0.05));
    assertThat(Polygons.contains(pushed, new Point(63, 48))).isFalse();
    assertThat(Polygons.area(pushed)).isLessThan(Polygons.area(DISC));
  }

  @Test
  void aFastNudgeLeavesNoGaps() {
    Contour jump =
        Nudge.push(DISC, new Point(48, 40), new Point(80, 40), 4, Nudge.Side.INSIDE, IMAGE);

    for (double x = 48; x <= 80; x += 0.5) {
      assertThat(Polygons.contains(jump, new Point(x, 40))).isTrue();
    }
  }

  @Property(tries = 60)
  void nudgeLeavesTheFarBorderExactlyAsItWas(
      @ForAll("blobs") Contour c, @ForAll("points") Point from, @ForAll("points") Point to) {
    double radius = 5;
    Contour pushed = Nudge.push(c, from, to, radius, Nudge.Side.INSIDE, IMAGE);

    Contour path =
        Contour.of(
            List.of(from, to, new Point((from.x() + to.x()) / 2, (from.y() + to.y()) / 2 + 1e-9)));
    List<Point> after = pushed.points();
    for (int i = 0; i < c.size(); i++) {
      Point p = c.point(i);
      boolean far = Polygons.distance(path, p) > 2 * radius + 0.1;
      if (far && !Polygons.contains(pushed, p)) {
        assertThat(after).contains(p);
      }
    }
  }

  @Test
  void aNudgeThatTouchesNothingGivesTheSameContour() {
    assertThat(Nudge.push(DISC, new Point(48, 48), new Point(50, 48), 4, Nudge.Side.INSIDE, IMAGE))
        .isSameAs(DISC);
    assertThat(Nudge.push(DISC, new Point(5, 5), new Point(9, 9), 4, Nudge.Side.OUTSIDE, IMAGE))
        .isSameAs(DISC);
  }

  @Test
  void aNudgeThatWouldWipeTheContourOutIsNotMade() {
    assertThat(Nudge.push(DISC, new Point(5, 48), new Point(91, 48), 30, Nudge.Side.OUTSIDE, IMAGE))
        .isSameAs(DISC);
  }

  @Property(tries = 100)
  void dragKeepsContourClosedSimpleAndOnTheImage(
      @ForAll("blobs") Contour c,
      @ForAll @IntRange(max = 7) int handle,
      @ForAll("points") Point to) {
    List<Point> handles = ClosedSpline.fit(c).points();

    assertSound(DragPoint.drag(c, handles, handle, to, IMAGE));
  }

  @Property(tries = 60)
  void aSmallDragMovesThePointFullyAndNothingBeyondItsNeighbours(
      @ForAll("blobs") Contour c, @ForAll @IntRange(max = 7) int handle) {
    List<Point> handles = ClosedSpline.fit(c).points();
    Point at = handles.get(handle);
    Point to = new Point(at.x() + 1, at.y() - 0.7);

    Contour dragged = DragPoint.drag(c, handles, handle, to, IMAGE);

    assertThat(Polygons.distance(dragged, to)).isLessThan(1e-6);
    int n = handles.size();
    for (int k = 2; k <= n - 2; k++) {
      Point other = handles.get((handle + k) % n);
      assertThat(Polygons.distance(dragged, other)).isLessThan(1e-6);
    }
  }

  @Property(tries = 60)
  void sixteenControlPointsAtMostStandForAVentricle(@ForAll("blobs") Contour c) {
    ClosedSpline.Fit fit = ClosedSpline.fit(c);

    assertThat(fit.points()).hasSizeBetween(8, 16);
    assertThat(fit.maxError()).isLessThanOrEqualTo(0.3);
    Contour curve = ClosedSpline.through(fit.points(), 0.5);
    for (Point p : c.points()) {
      assertThat(Polygons.distance(curve, p)).isLessThan(0.35);
    }
  }

  @Property(tries = 60)
  void whatIsDrawnThroughAnyPointsIsSound(
      @ForAll @Size(min = 3, max = 14) List<@net.jqwik.api.From("points") Point> points) {
    ClosedSpline.draw(points, IMAGE).ifPresent(EditingToolsTest::assertSound);
  }

  @Test
  void theSplineRunsThroughItsControlPoints() {
    List<Point> control =
        List.of(new Point(10, 10), new Point(40, 12), new Point(44, 40), new Point(12, 30));

    assertThat(ClosedSpline.through(control, 0.5).points()).containsAll(control);
  }

  @Test
  void movingOneControlPointLeavesFarSpansOfTheSplineAlone() {
    List<Point> control = ClosedSpline.fit(DISC, 12, 12, 0).points();
    List<Point> moved = new java.util.ArrayList<>(control);
    moved.set(0, new Point(72, 48));

    List<Point> before = ClosedSpline.through(control, 0.5).points();
    List<Point> after = ClosedSpline.through(moved, 0.5).points();

    List<Point> opposite = before.stream().filter(p -> p.x() < 40).toList();
    assertThat(opposite).isNotEmpty();
    assertThat(after).containsAll(opposite);
  }

  @Test
  void fewerThanThreeDifferentPointsDrawNothing() {
    Point p = new Point(4, 4);

    assertThat(ClosedSpline.draw(List.of(p, p, p, new Point(8, 4)), IMAGE)).isEmpty();
  }
}
