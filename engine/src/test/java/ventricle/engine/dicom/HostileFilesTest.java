package ventricle.engine.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static ventricle.engine.dicom.DicomReaderTest.hex;
import static ventricle.engine.dicom.DicomReaderTest.join;
import static ventricle.engine.dicom.DicomReaderTest.part10;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ventricle.engine.dicom.codec.FrameDecoder;
import ventricle.engine.domain.UnusableInputException;

/** Whatever a file holds: it is read, or refused in one line that names it and the cause. */
class HostileFilesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2800 1000 5553 feff 0000", // 16-bit length beyond the end
        "1900 1010 4f42 0000 feffffff 0000", // 4 GiB of bytes
        "1000 1000 5554 0000 ffffff7f 4141", // 2 GiB of text
        "0800 4011 5351 0000 f0ffffff feff00e0", // 4 GiB of sequence
        "0800 4011 5351 0000 10000000 feff00e0 ffffff00 0000000000000000" // item beyond
      })
  void lengthsBeyondTheFileAreRefused(String element) {
    assertThatThrownBy(() -> DicomReader.read("evil.dcm", part10(hex(element))))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith("evil.dcm: truncated")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0800 4011 5351 0000 ffffffff feff00e0 ffffffff", // SQ
        "0900 1010 554e 0000 ffffffff feff00e0 ffffffff" // UN
      })
  void deepNestingIsRefused(String level) {
    byte[] one = hex(level);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < 100_000; i++) {
      out.writeBytes(one);
    }
    assertThatThrownBy(() -> DicomReader.read("deep.dcm", part10(out.toByteArray())))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith("deep.dcm: ");
  }

  @Test
  void nestingOfRealObjectsIsRead() throws Exception {
    DataSet nested = DataSet.of(b -> b.set(Tags.ROWS, 1));
    for (int i = 0; i < 20; i++) {
      DataSet inner = nested;
      nested = DataSet.of(b -> b.set(Tag.of("ContentSequence"), inner));
    }
    DataSet data = image(nested.toBuilder()).build();
    byte[] bytes = DicomWriter.encode(data, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    assertThat(DicomReader.read("nested", bytes).dataSet().get(Tag.of("ContentSequence")))
        .isEqualTo(data.get(Tag.of("ContentSequence")));
  }

  @Test
  void manyEmptyElementsDoNotFillTheMemory() {
    byte[] bytes = part10(join(hex("0900 1010 5351 0000 f8ffff00"), items(0x00fffff8 / 8)));
    assertThatThrownBy(() -> DicomReader.read("items.dcm", bytes))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("more memory than any image needs");
  }

  @Test
  void aDeflatedBombIsRefused() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] uid = "1.2.840.10008.1.2.1.99".getBytes(StandardCharsets.US_ASCII);
    out.writeBytes(new byte[128]);
    out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(join(hex("0200 1000 5549 1600"), uid));
    try (DeflaterOutputStream deflater =
        new DeflaterOutputStream(out, new Deflater(9, true), 1 << 16)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 600; i++) {
        deflater.write(zeros);
      }
    }
    assertThatThrownBy(() -> DicomReader.read("bomb.dcm", out.toByteArray()))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageMatching("bomb.dcm: inflates to more than \\d+ MiB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"65535,65535,1", "1000,1000,1000000", "512,512,2147483647", "4096,4096,100"})
  void hugeImagesInASmallFileAreRefused(String size) throws Exception {
    String[] n = size.split(",");
    DataSet data =
        image(DataSet.builder())
            .set(Tags.ROWS, Integer.parseInt(n[0]))
            .set(Tags.COLUMNS, Integer.parseInt(n[1]))
            .set(Tags.NUMBER_OF_FRAMES, Vr.IS, n[2])
            .setPixels(new short[16])
            .build();
    DicomFile file =
        DicomReader.read("huge", DicomWriter.encode(data, TransferSyntax.EXPLICIT_LITTLE_ENDIAN));
    assertThatThrownBy(() -> FrameDecoder.of(file)).isInstanceOf(UnusableInputException.class);
  }

  @Test
  void otherFilesAreNotDicom() {
    byte[] text =
        "Dear colleague, please find enclosed".repeat(20).getBytes(StandardCharsets.UTF_8);
    for (byte[] bytes : new byte[][] {text, new byte[5], new byte[500], hex("89504e470d0a1a0a")}) {
      assertThatThrownBy(() -> DicomReader.read("letter.txt", bytes))
          .isInstanceOf(UnusableInputException.class)
          .hasMessage("letter.txt: not a DICOM file");
    }
    assertThatThrownBy(() -> DicomReader.read("empty", new byte[0]))
        .hasMessage("empty: empty file");
  }

  @Property(tries = 150)
  void aFileCutOffAnywhereIsReadOrRefused(
      @ForAll @IntRange(max = 75) int index, @ForAll @IntRange(max = 9999) int permyriad)
      throws Exception {
    Path path = GoldenFiles.all().get(index % GoldenFiles.all().size());
    byte[] whole = Files.readAllBytes(path);
    byte[] cut = java.util.Arrays.copyOf(whole, (int) ((long) whole.length * permyriad / 10000));
    readOrRefuse(cut);
  }

  @Property(tries = 400)
  void aDamagedFileIsReadOrRefused(@ForAll @IntRange(max = 75) int index, @ForAll long seed)
      throws Exception {
    readOrRefuse(damaged(GoldenFiles.all().get(index % GoldenFiles.all().size()), seed));
  }

  private static byte[] damaged(Path file, long seed) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(seed);
    for (int i = 0; i < 1 + random.nextInt(8); i++) {
      bytes[132 + random.nextInt(bytes.length - 132)] = (byte) random.nextInt();
    }
    return bytes;
  }

  @Test
  void aJpeg2000TileThatClaimsToBeLongerThanTheReaderKnowsIsRefused() throws Exception {
    readOrRefuse(damaged(GoldenFiles.file("j2k_u8.dcm"), -4248));
  }

  @Test
  void aJpeg2000PacketWithoutItsMarkerIsRefused() throws Exception {
    readOrRefuse(damaged(GoldenFiles.file("j2k_s12.dcm"), -324));
  }

  private static void readOrRefuse(byte[] bytes) {
    Throwable thrown =
        catchThrowable(
            () -> {
              FrameDecoder decoder = FrameDecoder.of(DicomReader.read("damaged.dcm", bytes));
              for (int f = 0; f < decoder.format().frames(); f++) {
                decoder.frame(f);
              }
            });
    if (thrown != null) {
      assertThat(thrown)
          .isInstanceOf(UnusableInputException.class)
          .hasMessageStartingWith("damaged.dcm: ");
    }
  }

  private static byte[] items(int count) {
    byte[] item = hex("feff00e0 00000000");
    byte[] items = new byte[8 * count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(item, 0, items, 8 * i, 8);
    }
    return items;
  }

  private static DataSetBuilder image(DataSetBuilder builder) {
    return builder
        .set(Tags.SOP_CLASS_UID, Uids.MR_IMAGE_STORAGE)
        .set(Tags.SOP_INSTANCE_UID, "2.25.1");
  }
}
