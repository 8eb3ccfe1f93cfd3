package ventricle.viewer.cine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.IntBuffer;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.InstanceRef;
import ventricle.engine.domain.Pixels;
import ventricle.viewer.SyntheticStudy;

class WindowLevelTest {

  @Test
  void windowSpreadsItsRangeOverBlackToWhite() {
    WindowLevel w = new WindowLevel(100, 200);
    assertThat(w.grey(-5)).isZero();
    assertThat(w.grey(100)).isEqualTo(128);
    assertThat(w.grey(500)).isEqualTo(255);
  }

  @Test
  void automaticWindowSpansTheBulkOfTheValues() {
    SyntheticStudy study = new SyntheticStudy(64, 3, 4);
    WindowLevel w = WindowLevel.auto(study.stack);
    assertThat(w.lower()).isBetween(-1.0, 60.0);
    assertThat(w.upper()).isBetween(500.0, 900.0);
  }

  @Test
  void uniformImagesStillGetAWindow() {
    Pixels flat = Pixels.unsigned(2, 2, new short[] {7, 7, 7, 7});
    TreeMap<FrameKey, CineFrame> frames = new TreeMap<>();
    frames.put(
        new FrameKey(0, 0), new CineFrame(new InstanceRef("", "", "", 1), flat, null, null, null));
    CineStack template = new SyntheticStudy(16, 1, 1).stack;
    CineStack stack = new CineStack("", null, template.slices(), 1, frames, null, null, List.of());
    assertThat(WindowLevel.auto(stack).grey(7)).isBetween(0, 255);
  }

  @Test
  void signedAndRescaledPixelsAreShownByTheirValues() {
    short[] stored = {-100, 0, 100, 200};
    Pixels pixels = new Pixels(2, 2, stored, true, 2, 50);
    WindowLevel w = new WindowLevel(50, 400);
    IntBuffer target = IntBuffer.allocate(4);
    new GreyTable(pixels, w).paint(pixels, target);
    for (int i = 0; i < 4; i++) {
      assertThat(target.get(i) & 0xff).isEqualTo(w.grey(pixels.value(i)));
      assertThat(target.get(i) >>> 24).isEqualTo(255);
    }
  }
}
