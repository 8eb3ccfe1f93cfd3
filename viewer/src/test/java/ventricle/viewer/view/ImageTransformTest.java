package ventricle.viewer.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;

class ImageTransformTest {

  private static final ImageShape SQUARE = new ImageShape(200, 100, 1);

  @Test
  void centreOfFirstPixelLiesHalfAPixelInsideTheImagesCorner() {
    ImageTransform t = ImageTransform.of(SQUARE, Viewport.FIT, 400, 200);
    assertThat(t.screenX(-.5)).isEqualTo(0);
    assertThat(t.screenX(0)).isEqualTo(1);
    assertThat(t.screenY(99.5)).isEqualTo(200);
  }

  @Test
  void wholeImageFitsAndIsCentred() {
    ImageTransform t = ImageTransform.of(SQUARE, Viewport.FIT, 400, 400);
    assertThat(t.imageWidth()).isEqualTo(400);
    assertThat(t.originY()).isEqualTo(100);
  }

  @Test
  void oblongPixelsAreShownOblong() {
    ImageTransform t = ImageTransform.of(new ImageShape(100, 50, 2), Viewport.FIT, 300, 300);
    assertThat(t.scaleY()).isEqualTo(2 * t.scaleX());
    assertThat(t.imageWidth()).isEqualTo(t.imageHeight());
  }

  @Property
  void screenAndImageAreInverse(
      @ForAll @DoubleRange(min = -20, max = 220) double x,
      @ForAll @DoubleRange(min = -20, max = 120) double y,
      @ForAll @DoubleRange(min = .3, max = 30) double zoom,
      @ForAll @DoubleRange(min = .4, max = 2.5) double aspect) {
    ImageTransform t =
        ImageTransform.of(
            new ImageShape(200, 100, aspect), new Viewport(zoom, new Point(40, 60)), 731, 517);
    Point back = t.toImage(t.screenX(x), t.screenY(y));
    assertThat(back.x()).isCloseTo(x, within(1e-9));
    assertThat(back.y()).isCloseTo(y, within(1e-9));
  }

  @Property
  void zoomLeavesTheImageUnderTheCursorInPlace(
      @ForAll @DoubleRange(min = 250, max = 450) double cursorX,
      @ForAll @DoubleRange(min = 150, max = 350) double cursorY,
      @ForAll @DoubleRange(min = 1, max = 4) double factor) {
    Viewport before = new Viewport(2, new Point(90, 55));
    ImageTransform t = ImageTransform.of(SQUARE, before, 700, 500);
    Point under = t.toImage(cursorX, cursorY);
    Viewport after = t.zoomedAbout(before, factor, cursorX, cursorY);
    ImageTransform zoomed = ImageTransform.of(SQUARE, after, 700, 500);
    assertThat(zoomed.screenX(under.x())).isCloseTo(cursorX, within(1e-6));
    assertThat(zoomed.screenY(under.y())).isCloseTo(cursorY, within(1e-6));
  }

  @Test
  void panMovesTheImageWithTheMouse() {
    Viewport before = new Viewport(3, new Point(90, 55));
    ImageTransform t = ImageTransform.of(SQUARE, before, 700, 500);
    ImageTransform moved = ImageTransform.of(SQUARE, t.panned(before, 30, -12), 700, 500);
    assertThat(moved.screenX(90) - t.screenX(90)).isCloseTo(30, within(1e-9));
    assertThat(moved.screenY(55) - t.screenY(55)).isCloseTo(-12, within(1e-9));
  }

  @Test
  void imageCannotBePulledOutOfSight() {
    ImageTransform t = ImageTransform.of(SQUARE, Viewport.FIT, 400, 200);
    Viewport pulled = t.panned(Viewport.FIT, 100_000, 0);
    assertThat(pulled.centre()).isEqualTo(new Point(-.5, 49.5));
  }

  @Test
  void edgesNameTheSidesOfThePatient() {
    EdgeLetters axial = EdgeLetters.of(slice(new Vector3(1, 0, 0), new Vector3(0, 1, 0)));
    assertThat(axial).isEqualTo(new EdgeLetters("R", "L", "A", "P"));
    EdgeLetters oblique = EdgeLetters.of(slice(new Vector3(.8, .6, 0), new Vector3(0, 0, -1)));
    assertThat(oblique).isEqualTo(new EdgeLetters("RA", "LP", "H", "F"));
  }

  private static Slice slice(Vector3 row, Vector3 column) {
    return new Slice(100, 200, null, new Vector3(0, 0, 0), row, column, null);
  }

  @Test
  void scaleBarIsTheLongestRoundLengthThatFits() {
    ImageTransform t = ImageTransform.of(SQUARE, Viewport.FIT, 400, 200);
    ScaleBar bar = ScaleBar.of(t, new PixelSpacing(1.25, 1.25), 100).orElseThrow();
    assertThat(bar.millimetres()).isEqualTo(50);
    assertThat(bar.screenLength()).isEqualTo(80);
    assertThat(ScaleBar.of(t, new PixelSpacing(1.25, 1.25), 1)).isEmpty();
  }
}
