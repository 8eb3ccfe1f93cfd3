package ventricle.viewer.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Pixels;
import ventricle.viewer.SyntheticStudy;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.view.ImageShape;
import ventricle.viewer.view.ImageTransform;

class GridLayoutTest {

  @Test
  void everyCellIsFoundAgainAtItsMiddle() {
    GridLayout layout = GridLayout.fitting(7, List.of(2, 12), 216, 700);
    for (int slice = 0; slice < 7; slice++) {
      for (int phase : List.of(2, 12)) {
        FrameKey key = new FrameKey(slice, phase);
        Rectangle2D cell = layout.cellOf(key).orElseThrow();
        assertThat(
                layout.frameAt(
                    cell.getMinX() + cell.getWidth() / 2, cell.getMinY() + cell.getHeight() / 2))
            .contains(key);
      }
    }
    assertThat(layout.cellOf(new FrameKey(0, 5))).isEmpty();
  }

  @Test
  void allSlicesOfAUsualStackFitTheirColumn() {
    GridLayout layout = GridLayout.fitting(10, List.of(0, 9), 216, 760);
    assertThat(layout.contentHeight()).isLessThanOrEqualTo(760);
    assertThat(layout.contentWidth()).isLessThanOrEqualTo(216);
  }

  @Test
  void baseIsAboveApex() {
    GridLayout layout = GridLayout.sized(5, List.of(0), 60);
    assertThat(layout.rowY(0)).isLessThan(layout.rowY(4));
  }

  @Test
  void neighboursStopAtTheEnds() {
    GridLayout layout = GridLayout.sized(3, IntStream.range(0, 4).boxed().toList(), 60);
    assertThat(layout.neighbour(new FrameKey(0, 0), -1, -1)).isEqualTo(new FrameKey(0, 0));
    assertThat(layout.neighbour(new FrameKey(1, 2), 1, 1)).isEqualTo(new FrameKey(2, 3));
  }

  @Test
  void edAndEsAreTheColumnsAndAllPhasesOnDemand() {
    GridMarks marks = new GridMarks(2, 12);
    assertThat(marks.columns(30, false, 7)).containsExactly(2, 12);
    assertThat(marks.columns(30, true, 7)).hasSize(30);
    assertThat(new GridMarks(null, null).columns(30, false, 7)).containsExactly(7);
    assertThat(new GridMarks(4, 4).columns(30, false, 7)).containsExactly(4);
  }

  @Test
  void cropShowsTheWholeHeartInEverySlice() {
    SyntheticStudy study = new SyntheticStudy(128, 5, 10);
    GridMarks marks = new GridMarks(study.ed(), study.es());
    var contours =
        (java.util.function.Function<FrameKey, List<OverlayContour>>)
            key ->
                OverlayContour.of(
                    study.document,
                    key,
                    java.util.EnumSet.allOf(ventricle.engine.domain.Structure.class));
    Crop crop = marks.heart(study.stack, contours).orElseThrow();
    ImageShape shape = ImageShape.of(study.stack.slice(0));
    ImageTransform t = crop.transform(shape, 10, 20, 90);
    for (OverlayContour c : contours.apply(new FrameKey(0, study.ed()))) {
      for (var p : c.tracing().contour().points()) {
        assertThat(t.screenX(p.x())).isBetween(10.0, 100.0);
        assertThat(t.screenY(p.y())).isBetween(20.0, 110.0);
      }
    }
    assertThat(crop.size()).isLessThan(.75);
  }

  @Test
  void smallPictureShowsThePixelWhereItsContourWouldLie() {
    int n = 64;
    short[] stored = new short[n * n];
    stored[40 * n + 20] = 1000;
    Pixels pixels = Pixels.unsigned(n, n, stored);
    int side = 96;
    Crop crop = new Crop(.5, .5, 1);
    int[] argb = ThumbnailRenderer.render(pixels, 1, new WindowLevel(500, 1000), crop, side);
    double x = 0;
    double y = 0;
    double sum = 0;
    for (int i = 0; i < argb.length; i++) {
      int grey = argb[i] & 0xff;
      x += grey * (i % side + .5);
      y += grey * (i / side + .5);
      sum += grey;
    }
    ImageTransform t = crop.transform(new ImageShape(n, n, 1), 0, 0, side);
    assertThat(x / sum).isCloseTo(t.screenX(20), within(.1));
    assertThat(y / sum).isCloseTo(t.screenY(40), within(.1));
  }
}
