package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.CropGrid;
import ventricle.engine.geometry.ImageSize;

class ContourTracerTest {

  private static final int SIDE = 64;
  private static final ImageSize IMAGE = new ImageSize(SIDE, SIDE);

  /** A cavity whose wall goes round a share of it, on every slice of four. */
  private static PhaseMaps walled(double... shares) {
    List<PhaseMaps.SliceMaps> slices = new ArrayList<>();
    CropGrid grid = new CropGrid(SIDE, SIDE, CropGrid.middle(IMAGE), 1, 1);
    for (int z = 0; z < shares.length; z++) {
      float[][] channels = new float[3][SIDE * SIDE];
      for (int i = 0; i < SIDE * SIDE; i++) {
        double x = i % SIDE - 31.5;
        double y = Math.floorDiv(i, SIDE) - 31.5;
        double r = Math.hypot(x, y);
        boolean wall = (Math.atan2(y, x) + Math.PI) / (2 * Math.PI) < shares[z];
        channels[r < 12 ? 2 : r < 17 && wall ? 1 : 0][i] = 1;
      }
      slices.add(new PhaseMaps.SliceMaps(z, grid, channels));
    }
    return new PhaseMaps(0, slices);
  }

  private static List<Integer> slicesWithLv(double leastRing, PhaseMaps maps) {
    ModelCard.PostProcessing rules =
        new ModelCard.PostProcessing("softmax-iso", 0.5, leastRing, null);
    return new ContourTracer(rules, 1.5, 2, 1, -1)
        .trace(maps, slice -> IMAGE).keySet().stream()
            .filter(key -> key.structure() == Structure.LV_ENDO)
            .map(ContourKey::frame)
            .map(frame -> frame.slice())
            .toList();
  }

  @Test
  void howMuchOfTheBasalCavityMustBeWalledIsSaidByTheCard() {
    PhaseMaps maps = walled(0.58, 1, 1, 1);

    assertThat(slicesWithLv(0.5, maps)).containsExactly(0, 1, 2, 3);
    assertThat(slicesWithLv(0.65, maps)).containsExactly(1, 2, 3);
  }

  @Test
  void anOpenWallIsLookedForFromTheBaseToTheFirstClosedSliceAndNotBeyondTheMiddle() {
    assertThat(slicesWithLv(0.65, walled(0.3, 0.58, 0.3, 1))).containsExactly(2, 3);
    assertThat(slicesWithLv(0.65, walled(0.9, 0.3, 1, 1))).containsExactly(0, 1, 2, 3);
  }
}
