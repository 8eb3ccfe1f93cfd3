package ventricle.viewer.cine;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;
import ventricle.engine.domain.FrameKey;
import ventricle.viewer.SyntheticStudy;

@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class FrameCacheUiTest {

  private final SyntheticStudy study = new SyntheticStudy(64, 3, 10);

  @Test
  void picturesStayWithinTheirBound() throws Exception {
    long bound = 4L * 64 * 64 * 5;
    FrameCache cache = new FrameCache(study.stack, WindowLevel.auto(study.stack), bound);
    WaitForAsyncUtils.asyncFx(() -> study.stack.frames().keySet().forEach(cache::image)).get();
    assertThat(cache.bytes()).isEqualTo(bound);
  }

  @Test
  void anotherWindowIsRenderedIntoTheSameMemory() throws Exception {
    FrameCache cache = new FrameCache(study.stack, new WindowLevel(10_000, 100));
    FrameKey key = new FrameKey(0, 0);
    WaitForAsyncUtils.asyncFx(
            () -> {
              Image dark = cache.image(key).orElseThrow();
              assertThat(dark.getPixelReader().getColor(32, 32)).isEqualTo(Color.BLACK);
              cache.setWindowLevel(new WindowLevel(-10_000, 100));
              Image bright = cache.image(key).orElseThrow();
              assertThat(bright.getPixelReader().getColor(32, 32)).isEqualTo(Color.WHITE);
              assertThat(bright).isSameAs(dark);
            })
        .get();
    assertThat(cache.bytes()).isEqualTo(4L * 64 * 64);
  }
}
