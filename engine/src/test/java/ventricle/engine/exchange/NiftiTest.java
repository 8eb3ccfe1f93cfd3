package ventricle.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ventricle.engine.domain.UnusableInputException;

class NiftiTest {

  private static final double[] AFFINE = {-1.4, 0.1, 3, 60, 0.2, -1.5, 4, -80, 0, 0.3, -9, 110};

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"v.nii", "v.nii.gz"})
  void aVolumeComesBackAsItWasWritten(String name) throws Exception {
    float[] values = new float[5 * 4 * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = i - 7.25f;
    }
    Path file = folder.resolve(name);
    Nifti.write(file, new NiftiVolume(5, 4, 3, AFFINE, values), Nifti.Storage.FLOAT32);
    NiftiVolume read = Nifti.read(file);

    assertThat(read.raw()).isEqualTo(values);
    assertThat(read.value(2, 1, 2)).isEqualTo(values[(2 * 4 + 1) * 5 + 2]);
    assertThat(read.affine()).containsExactly(AFFINE, within(1e-5));
  }

  @Test
  void labelsAreOneByteEach() throws Exception {
    Path file = folder.resolve("labels.nii");
    float[] values = {0, 1, 2, 3, 3, 2};
    Nifti.write(file, new NiftiVolume(3, 2, 1, AFFINE, values), Nifti.Storage.UINT8);

    assertThat(Files.size(file)).isEqualTo(352 + 6);
    assertThat(Nifti.read(file).labels(0)).containsExactly(0, 1, 2, 3, 3, 2);
  }

  @Property(tries = 200)
  void theQuaternionTellsTheSameAsTheMatrix(
      @ForAll @DoubleRange(min = -3.2, max = 3.2) double yaw,
      @ForAll @DoubleRange(min = -3.2, max = 3.2) double pitch,
      @ForAll @DoubleRange(min = -3.2, max = 3.2) double roll,
      @ForAll boolean mirrored)
      throws Exception {
    double[] affine = rotated(yaw, pitch, roll, mirrored);
    Path file = Files.createTempFile("orientation", ".nii");
    try {
      Nifti.write(file, new NiftiVolume(2, 2, 2, affine, new float[8]), Nifti.Storage.UINT8);
      byte[] bytes = Files.readAllBytes(file);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(254, (short) 0);
      Files.write(file, bytes);

      assertThat(Nifti.read(file).affine()).containsExactly(affine, within(2e-3));
    } finally {
      Files.delete(file);
    }
  }

  private static double[] rotated(double yaw, double pitch, double roll, boolean mirrored) {
    double cy = Math.cos(yaw);
    double sy = Math.sin(yaw);
    double cp = Math.cos(pitch);
    double sp = Math.sin(pitch);
    double cr = Math.cos(roll);
    double sr = Math.sin(roll);
    double k = mirrored ? -8 : 8;
    return new double[] {
      1.4 * cy * cp, 1.5 * (cy * sp * sr - sy * cr), k * (cy * sp * cr + sy * sr), 12,
      1.4 * sy * cp, 1.5 * (sy * sp * sr + cy * cr), k * (sy * sp * cr - cy * sr), -7,
      -1.4 * sp, 1.5 * cp * sr, k * cp * cr, 100
    };
  }

  @Test
  void bigEndianAndScaledValuesAreUnderstood() throws Exception {
    ByteBuffer b = ByteBuffer.allocate(352 + 4).order(ByteOrder.BIG_ENDIAN);
    b.putInt(0, 348).putShort(40, (short) 3).putShort(42, (short) 2).putShort(44, (short) 1);
    b.putShort(46, (short) 1).putShort(70, (short) 4).putFloat(108, 352).putFloat(112, 2);
    b.putFloat(116, 1).put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
    b.putShort(352, (short) -300).putShort(354, (short) 500);
    Path file = folder.resolve("big.nii");
    Files.write(file, b.array());

    assertThat(Nifti.read(file).raw()).containsExactly(-599, 1001);
  }

  @Test
  void damagedFilesAreNamedWithTheirCause() throws Exception {
    Path text = folder.resolve("notes.nii");
    Files.writeString(text, "not a volume".repeat(60));
    Path cut = folder.resolve("cut.nii");
    Nifti.write(cut, new NiftiVolume(9, 9, 9, AFFINE, new float[729]), Nifti.Storage.UINT8);
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 500));

    assertThatThrownBy(() -> Nifti.read(text))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("notes.nii: not a NIfTI-1 file in one part");
    assertThatThrownBy(() -> Nifti.read(cut))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("cut.nii: ends after 148 of 729 bytes");
    assertThatThrownBy(() -> Nifti.read(folder.resolve("absent.nii")))
        .isInstanceOf(UnusableInputException.class);
  }

  @Test
  void randomHeadersNeverEndInAnythingButAnUnusableInput() throws Exception {
    Random random = new Random(3);
    Path file = folder.resolve("random.nii");
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[400];
      random.nextBytes(bytes);
      ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      b.putInt(0, 348).put(344, (byte) 'n').put(345, (byte) '+');
      Files.write(file, bytes);
      try {
        assertThat(Nifti.read(file).raw()).isNotEmpty();
      } catch (UnusableInputException e) {
        assertThat(e).hasMessageStartingWith("random.nii: ");
      }
    }
  }
}
