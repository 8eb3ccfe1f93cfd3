package ventricle.engine.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.GoldenFiles;
import ventricle.engine.domain.UnusableInputException;

/** Pixels equal those that pydicom reads, in every transfer syntax. */
class GoldenPixelsTest {

  static List<String> images() {
    return GoldenFiles.images().stream().filter(n -> !n.startsWith("jpeg_extended")).toList();
  }

  @ParameterizedTest
  @MethodSource("images")
  void pixelsEqualPydicoms(String name) throws Exception {
    JsonNode expected = GoldenFiles.expected().get("images").get(name);
    FrameDecoder decoder = FrameDecoder.of(DicomReader.open(GoldenFiles.file(name)));
    PixelFormat format = decoder.format();

    assertThat(format.rows()).isEqualTo(expected.get("rows").asInt());
    assertThat(format.columns()).isEqualTo(expected.get("columns").asInt());
    assertThat(format.frames()).isEqualTo(expected.get("frames").asInt());
    int[] values = values(decoder);
    if (expected.has("sha256")) {
      assertThat(sha256(values)).isEqualTo(expected.get("sha256").asText());
    } else {
      int tolerance = expected.get("tolerance").asInt();
      for (int i = 0; i < values.length; i++) {
        assertThat(Math.abs(values[i] - expected.get("values").get(i).asInt()))
            .as("pixel %d", i)
            .isLessThanOrEqualTo(tolerance);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "refused_jpeg_ls.dcm, unsupported transfer syntax JPEG-LS Lossless (1.2.840.10008.1.2.4.80)",
    "refused_rgb.dcm, not a grey-scale image (RGB)",
    "refused_ybr.dcm, not a grey-scale image (YBR_FULL_422)",
    "text_latin1.dcm, no image: it does not say how many rows"
  })
  void whatCannotBeShownIsRefusedWithItsCause(String name, String cause) throws Exception {
    var file = DicomReader.open(GoldenFiles.file(name));
    assertThatThrownBy(() -> FrameDecoder.of(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage(name + ": " + cause);
  }

  @Test
  void lossyJpegOfTwelveBitsIsRefusedWithItsCause() throws Exception {
    FrameDecoder decoder =
        FrameDecoder.of(DicomReader.open(GoldenFiles.file("jpeg_extended_u12.dcm")));
    assertThatThrownBy(() -> decoder.frame(0))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("lossy JPEG of 12 bits is not supported");
  }

  private static int[] values(FrameDecoder decoder) throws UnusableInputException {
    PixelFormat format = decoder.format();
    int[] values = new int[format.pixels() * format.frames()];
    for (int frame = 0, i = 0; frame < format.frames(); frame++) {
      for (short stored : decoder.frame(frame)) {
        values[i++] = format.signed() ? stored : stored & 0xffff;
      }
    }
    return values;
  }

  private static String sha256(int[] values) throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }
}
