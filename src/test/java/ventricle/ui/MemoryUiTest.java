package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import ventricle.app.review.ReviewPresenter;

/** A reader opens study after study all day. */
class MemoryUiTest extends WorkstationTest {

  private static final int ATTEMPTS = 40;

  @Test
  void aStudyThatWasLeftIsLetGo() throws Exception {
    openAnalysed();
    List<WeakReference<ReviewPresenter>> left = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      press(KeyCode.M);
      press(KeyCode.SHIFT, KeyCode.G);
      left.add(new WeakReference<>(fx(this::presenter)));
      open(Desk.study());
    }
    assertThat(held(left)).isZero();
  }

  /** How many are still there when the collector has had its chances. */
  private static long held(List<WeakReference<ReviewPresenter>> left) throws Exception {
    long held = left.size();
    for (int attempt = 0; attempt < ATTEMPTS && held > 0; attempt++) {
      System.gc();
      fx(() -> {});
      Thread.sleep(100);
      held = left.stream().filter(study -> study.get() != null).count();
    }
    return held;
  }
}
