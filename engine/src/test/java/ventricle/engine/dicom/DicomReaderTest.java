package ventricle.engine.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ventricle.engine.domain.UnusableInputException;

class DicomReaderTest {

  @TempDir Path folder;

  static List<String> images() {
    return GoldenFiles.images();
  }

  static List<String> texts() {
    return GoldenFiles.texts();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void namesInAllCharacterSetsReadAsPydicomReadsThem(String file) throws Exception {
    DataSet data = DicomReader.read(GoldenFiles.file(file)).dataSet();
    String expected = GoldenFiles.expected().get("texts").get(file).asText();
    assertThat(data.string(Tags.PATIENT_NAME)).contains(expected);
    if (!file.contains("chinese")) {
      assertThat(data.strings(Tag.of("OtherPatientNames"))).containsExactly(expected, expected);
    }
  }

  @ParameterizedTest
  @MethodSource("images")
  void headersOfAllTransferSyntaxesReadTheSame(String file) throws Exception {
    DataSet data = DicomReader.read(GoldenFiles.file(file)).dataSet();
    assertThat(data.string(Tags.PATIENT_NAME)).contains("Gradient^Grün");
    assertThat(data.numbers(Tags.PIXEL_SPACING)).containsExactly(1.25, 1.5);
    assertThat(data.integer(Tags.ROWS)).hasValue(35);
    List<DataSet> referenced = data.items(Tag.of("ReferencedImageSequence"));
    assertThat(referenced).hasSize(2);
    assertThat(referenced.getLast()).isEqualTo(DataSet.EMPTY);
    List<DataSet> purpose = referenced.getFirst().items(Tag.of("PurposeOfReferenceCodeSequence"));
    assertThat(purpose).hasSize(2);
    assertThat(purpose.getFirst().string(Tags.CODE_MEANING)).contains("nested");
    assertThat(data.get(Tag.of(0x0019, 0x1001))).as("private element kept").isPresent();
  }

  @Test
  void pixelDataOfALargeFileStayInTheFileUntilAskedFor() throws Exception {
    short[] pixels = new short[600 * 600];
    pixels[599] = 1234;
    Path path = folder.resolve("large.dcm");
    DicomWriter.write(
        path,
        DataSet.of(
            b ->
                b.set(Tags.SOP_CLASS_UID, Uids.MR_IMAGE_STORAGE)
                    .set(Tags.SOP_INSTANCE_UID, "2.25.1")
                    .setPixels(pixels)));
    DicomFile file = DicomReader.open(path);
    assertThat(file.dataSet().contains(Tags.PIXEL_DATA)).isFalse();
    assertThat(file.hasPixelData()).isTrue();
    assertThat(file.pixelData())
        .contains(DicomReader.read(path).dataSet().get(Tags.PIXEL_DATA).orElseThrow().value());
  }

  @Test
  void sequencesPassedOnAsUnknownAreRead() throws Exception {
    // (0040,A730) ContentSequence as UN, undefined length, implicit little endian inside
    byte[] inner = hex("feff00e0 ffffffff 0800 0201 04000000 43414944 feff0de0 00000000");
    byte[] unknown = join(hex("4000 30a7 554e 0000 ffffffff"), inner, hex("feffdde0 00000000"));
    byte[] defined = join(hex("4000 30a7 554e 0000"), le32(inner.length), inner);
    for (byte[] sequence : List.of(unknown, defined)) {
      DataSet data = DicomReader.read("unknown", part10(sequence)).dataSet();
      DataSet item = data.item(Tag.of("ContentSequence")).orElseThrow();
      assertThat(item.string(Tags.CODING_SCHEME_DESIGNATOR)).contains("CAID");
    }
  }

  @Test
  void unknownValuesOfKnownElementsAreUnderstood() throws Exception {
    DataSet data =
        DicomReader.read("unknown", part10(hex("2800 1000 554e 0000 02000000 2300"))).dataSet();
    assertThat(data.integer(Tags.ROWS)).hasValue(0x23);
  }

  @Test
  void implicitFilesThatClaimToBeExplicitAreReadAsTheyAre() throws Exception {
    byte[] implicit = hex("0800 1600 02000000 3100 2800 1000 02000000 2300");
    DicomFile file = DicomReader.read("claims", part10(implicit));
    assertThat(file.syntax()).isEqualTo(TransferSyntax.IMPLICIT_LITTLE_ENDIAN);
    assertThat(file.dataSet().integer(Tags.ROWS)).hasValue(0x23);
  }

  @Test
  void timesAndDatesReadInAllTheirLengths() {
    DataSet data =
        DataSet.of(
            b ->
                b.set(Tags.STUDY_TIME, "0930")
                    .set(Tags.CONTENT_TIME, "235960.25")
                    .set(Tags.ACQUISITION_DATE_TIME, "20200229101112.5+0100")
                    .set(Tags.STUDY_DATE, "20200230")
                    .set(Tags.SERIES_DATE, "2020.02.29"));
    assertThat(data.time(Tags.STUDY_TIME)).hasToString("Optional[09:30]");
    assertThat(data.time(Tags.CONTENT_TIME)).hasToString("Optional[23:59:59.250]");
    assertThat(data.time(Tags.ACQUISITION_DATE_TIME)).hasToString("Optional[10:11:12.500]");
    assertThat(data.date(Tags.STUDY_DATE)).isEmpty();
    assertThat(data.date(Tags.SERIES_DATE)).hasToString("Optional[2020-02-29]");
  }

  @Test
  void everyNamedTagIsTheDictionarysOfThatKeyword() throws Exception {
    for (var field : Tags.class.getFields()) {
      Tag tag = (Tag) field.get(null);
      String keyword = Dictionary.standard().byTag(tag).orElseThrow().keyword();
      assertThat(field.getName().replace("_", "")).isEqualToIgnoringCase(keyword);
    }
  }

  @Test
  void repeatingGroupsAreInTheDictionary() {
    assertThat(Dictionary.standard().byTag(Tag.of(0x6002, 0x3000)).orElseThrow().keyword())
        .isEqualTo("OverlayData");
    assertThat(Dictionary.standard().size()).isGreaterThan(5000);
  }

  @Test
  void readingTakesNoFolderForAFile() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                UnusableInputException.class, () -> DicomReader.read(folder)))
        .hasMessageEndingWith(": not a regular file");
    assertThat(Files.exists(folder)).isTrue();
  }

  /** A file of explicit little endian with this data set. */
  static byte[] part10(byte[] dataSet) {
    byte[] uid = "1.2.840.10008.1.2.1\0".getBytes(StandardCharsets.US_ASCII);
    byte[] meta = join(hex("0200 1000 5549 1400"), uid);
    return join(new byte[128], "DICM".getBytes(StandardCharsets.US_ASCII), meta, dataSet);
  }

  static byte[] hex(String digits) {
    return java.util.HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  static byte[] le32(int value) {
    return new byte[] {
      (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
    };
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
