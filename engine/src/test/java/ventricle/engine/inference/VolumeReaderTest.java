package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.task.CancelToken;

class VolumeReaderTest {

  private static Models models;

  @BeforeAll
  @BeforeContainer
  static void open() throws InferenceException {
    models = TestModels.open();
  }

  @AfterAll
  @AfterContainer
  static void close() {
    models.close();
  }

  private static Double read(TestHearts hearts, int phase) throws InferenceException {
    return models
        .volumeReader()
        .orElseThrow()
        .lvMl(hearts.stack(), phase, new CancelToken())
        .orElse(null);
  }

  /** Cylinder of a radius in mm through slices 8 mm apart. */
  private static double ml(double radius, int slices) {
    return Math.PI * radius * radius * 8 * slices / 1000;
  }

  @Property(tries = 25)
  void theVolumeIsThatOfTheHeartWhateverTheImages(
      @ForAll @DoubleRange(min = 0.8, max = 2) double rowMm,
      @ForAll @DoubleRange(min = 0.8, max = 2) double columnMm,
      @ForAll @DoubleRange(min = 7, max = 11) double radius,
      @ForAll @DoubleRange(min = -10, max = 10) double rightMm)
      throws InferenceException {
    TestHearts hearts = new TestHearts();
    hearts.spacing = new PixelSpacing(rowMm, columnMm);
    hearts.rows = (int) (130 / rowMm);
    hearts.columns = (int) (140 / columnMm);
    hearts.endo = (slice, phase) -> radius;
    hearts.centre =
        new Point((hearts.columns - 1) / 2.0 + rightMm / columnMm, (hearts.rows - 1) / 2.0);

    assertThat(read(hearts, 0)).isCloseTo(ml(radius, 3), within(0.12 * ml(radius, 3)));
  }

  @Test
  void eachPhaseHasItsOwn() throws InferenceException {
    TestHearts hearts = new TestHearts();
    hearts.phases = 2;
    hearts.endo = (slice, phase) -> phase == 0 ? 11 : 7;

    assertThat(read(hearts, 0)).isCloseTo(ml(11, 3), within(0.1 * ml(11, 3)));
    assertThat(read(hearts, 1)).isCloseTo(ml(7, 3), within(0.1 * ml(7, 3)));
  }

  @Test
  void theCamOfAPhaseAndItsVolumeAgree() throws InferenceException {
    InstalledModel model = TestModels.model(ModelRole.VOLUME);
    TestHearts hearts = new TestHearts();
    hearts.slices = 5;
    hearts.endo = (slice, phase) -> 6 + slice;
    try (VolumeNetwork network =
        new VolumeNetwork(model.card(), TestModels.runtime().open(model), null)) {
      VolumeNetwork.Reading reading = network.read(hearts.stack(), 0, s -> hearts.centre);

      assertThat(reading.slices()).containsExactly(0, 1, 2, 3, 4);
      for (int z = 0; z < 5; z++) {
        double sum = 0;
        // 15 × 15 pixels about the heart, where the crop is centred
        for (int row = 17; row < 32; row++) {
          for (int column = 17; column < 32; column++) {
            sum += reading.cams().get(z)[row * 48 + column];
          }
        }
        assertThat((double) reading.areas()[z]).isCloseTo(sum, within(0.6));
      }
    }
  }

  @Test
  void withoutSpacingOrDistanceThereIsNoVolume() throws InferenceException {
    TestHearts unknown = new TestHearts();
    unknown.spacing = null;
    TestHearts single = new TestHearts();
    single.slices = 1;

    assertThat(read(unknown, 0)).isNull();
    assertThat(read(single, 0)).isNull();
  }

  @Test
  void aPhaseWithoutFramesIsRefused() {
    TestHearts hearts = new TestHearts();
    hearts.phases = 2;
    hearts.missing = Set.of(new FrameKey(0, 1), new FrameKey(1, 1), new FrameKey(2, 1));

    assertThatThrownBy(() -> read(hearts, 1))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("phase 2 has no frames");
  }
}
