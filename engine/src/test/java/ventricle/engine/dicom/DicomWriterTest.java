package ventricle.engine.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomWriterTest {

  @TempDir Path folder;

  @Property(tries = 200)
  void whatIsWrittenIsReadAgain(@ForAll("dataSets") DataSet data) throws Exception {
    byte[] bytes = DicomWriter.encode(data, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    DataSet read = DicomReader.read("written", bytes).dataSet();
    DataSet expected = data.toBuilder().set(Tags.SPECIFIC_CHARACTER_SET, "ISO_IR 192").build();
    assertThat(read.elements()).containsExactlyElementsOf(expected.elements());
    assertThat(bytes.length % 2).isZero();
  }

  @Provide
  Arbitrary<DataSet> dataSets() {
    return elements(3)
        .map(
            elements -> {
              DataSetBuilder builder =
                  DataSet.builder()
                      .set(Tags.SOP_CLASS_UID, Uids.MR_IMAGE_STORAGE)
                      .set(Tags.SOP_INSTANCE_UID, "2.25.7");
              elements.forEach(builder::set);
              return builder.build();
            });
  }

  private static Arbitrary<List<DataElement>> elements(int depth) {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withChars("aZ09 ^=äß山ｱ\\")
            .ofMaxLength(30)
            .map(s -> s.strip().replaceFirst("^$", ""));
    Arbitrary<DataElement> texts =
        Combinators.combine(
                Arbitraries.of("PatientName", "PatientID", "StudyDescription", "AccessionNumber"),
                text)
            .as((keyword, t) -> element(keyword, new Value.Text(t)));
    Arbitrary<DataElement> paragraphs =
        text.map(t -> element("DerivationDescription", new Value.Text(t)));
    Arbitrary<DataElement> numbers =
        Arbitraries.doubles()
            .array(double[].class)
            .ofMaxSize(4)
            .map(v -> ElementEncoder.numbers(Tag.of("RealWorldValueIntercept"), Vr.FD, v));
    Arbitrary<DataElement> shorts =
        Arbitraries.integers()
            .between(0, 65535)
            .map(v -> ElementEncoder.numbers(Tags.ROWS, Vr.US, new double[] {v}));
    Arbitrary<DataElement> bytes =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMaxSize(9)
            .filter(b -> b.length % 2 == 0)
            .map(b -> new DataElement(Tag.of(0x0019, 0x1001), Vr.OB, new Value.Bytes(b)));
    Arbitrary<DataElement> leaf = Arbitraries.oneOf(texts, paragraphs, numbers, shorts, bytes);
    if (depth == 0) {
      return leaf.list().ofMaxSize(4);
    }
    Arbitrary<DataElement> sequences =
        elements(depth - 1)
            .map(
                list -> {
                  DataSetBuilder item = DataSet.builder();
                  list.forEach(item::set);
                  return item.build();
                })
            .list()
            .ofMaxSize(3)
            .map(items -> element("ContentSequence", new Value.Items(items)));
    return Arbitraries.oneOf(leaf, sequences).list().ofMaxSize(5);
  }

  private static DataElement element(String keyword, Value value) {
    Tag tag = Tag.of(keyword);
    return new DataElement(tag, Dictionary.standard().vr(tag), value);
  }

  @Test
  void theFileNamesItsWriterAndItsObject() throws Exception {
    DicomFile file = DicomReader.read(write(object().build()));
    assertThat(file.meta().string(Tags.IMPLEMENTATION_CLASS_UID))
        .contains(DicomWriter.IMPLEMENTATION_CLASS_UID);
    assertThat(file.meta().string(Tags.MEDIA_STORAGE_SOP_INSTANCE_UID)).contains("2.25.7");
    assertThat(file.syntax()).isEqualTo(TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
  }

  @Test
  void writingReplacesAFileAndLeavesNothingElse() throws Exception {
    Path target = write(object().build());
    write(object().set(Tags.PATIENT_ID, "second").build());
    assertThat(DicomReader.read(target).dataSet().string(Tags.PATIENT_ID)).contains("second");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(target);
    }
  }

  @Test
  void encapsulatedFramesAreReadAgain() throws Exception {
    DataSet data =
        object().setEncapsulatedPixels(List.of(new byte[] {1, 2, 3}, new byte[] {4, 5})).build();
    byte[] bytes = DicomWriter.encode(data, TransferSyntax.RLE_LOSSLESS);
    Value read = DicomReader.read("rle", bytes).pixelData().orElseThrow();
    assertThat(((Value.Fragments) read).fragments())
        .extracting(b -> b.bytes().length)
        .containsExactly(4, 2);
    assertThat(((Value.Fragments) read).offsetTable().bytes())
        .containsExactly(0, 0, 0, 0, 12, 0, 0, 0);
  }

  @Test
  void valuesTooLongForTheirLengthFieldAreKept() throws Exception {
    double[] many = new double[20_000];
    java.util.Arrays.setAll(many, i -> i / 8.);
    DataSet data = object().set(Tag.of("ReferencedTimeOffsets"), many).build();
    DataSet read = DicomReader.read(write(data)).dataSet();
    assertThat(read.numbers(Tag.of("ReferencedTimeOffsets"))).containsExactly(many);
  }

  @Test
  void decimalStringsKeepSixteenCharactersAtMost() {
    for (double v : new double[] {1 / 3., -1 / 3e7, 123456789.123456789, 1e-300, -1e22, 0, 5}) {
      String text = ElementEncoder.decimal(v);
      assertThat(text.length()).isLessThanOrEqualTo(16);
      assertThat(Double.parseDouble(text))
          .isCloseTo(v, org.assertj.core.data.Percentage.withPercentage(1e-6));
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> DataSet.of(b -> b.set(Tags.ROWS, 70_000)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DataSet.of(b -> b.set(Tags.ROWS, "text")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> DicomWriter.encode(DataSet.EMPTY, TransferSyntax.EXPLICIT_LITTLE_ENDIAN))
        .hasMessageContaining("without valid UID");
    assertThatThrownBy(
            () -> DicomWriter.encode(object().build(), TransferSyntax.EXPLICIT_BIG_ENDIAN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void generatedUidsAreValidAndDiffer() {
    assertThat(Uids.generate()).matches(Uids::isValid).isNotEqualTo(Uids.generate());
    assertThat(Uids.of(java.util.UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")))
        .as("example of PS3.5 annex B.2")
        .isEqualTo("2.25.329800735698586629295641978511506172918");
    assertThat(Uids.isValid("1.02")).isFalse();
  }

  private DataSetBuilder object() {
    return DataSet.builder()
        .set(Tags.SOP_CLASS_UID, Uids.MR_IMAGE_STORAGE)
        .set(Tags.SOP_INSTANCE_UID, "2.25.7");
  }

  private Path write(DataSet data) throws Exception {
    Path target = folder.resolve("object.dcm");
    DicomWriter.write(target, data);
    return target;
  }
}
