package ventricle.engine.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.DicomFile;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.Dictionary;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.TransferSyntax;
import ventricle.engine.dicom.Uids;
import ventricle.engine.dicom.Vr;
import ventricle.engine.dicom.deid.DeidOptions.Dates;
import ventricle.engine.dicom.deid.Profile.Row;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/**
 * A value is planted in every attribute of table E.1-1, by its representation, at the top, inside
 * sequences that stay and inside the content of a report; in private elements, curves, overlays,
 * the preamble and the file meta information. Then the bytes that go out are searched.
 */
class PlantedValuesTest {

  private static final String NAME = "QUILL";
  private static final String DAY = "19310704";
  private static final String TIME = "174711";
  private static final String NUMBER = "47114711";
  private static final String ROOT = "1.2.47114711.";
  private static final byte[] BINARY = {
    (byte) 0xde,
    (byte) 0xad,
    (byte) 0xbe,
    (byte) 0xef,
    (byte) 0xfe,
    (byte) 0xed,
    (byte) 0xfa,
    (byte) 0xce
  };

  /** Stays by the table, and holds whatever lies in it. */
  private static final Tag KEPT_SEQUENCE = Tag.of("ContributingEquipmentSequence");

  private static final Tag CONTENT = Tag.of("ContentSequence");
  private static final Tag DOCUMENT = Tag.of("EncapsulatedDocument");

  @TempDir private Path folder;

  private final Profile profile = Profile.standard();

  private List<Tag> tags() {
    List<Tag> known =
        profile.tags().stream()
            .filter(t -> Dictionary.standard().byTag(t).isPresent())
            .filter(t -> t.group() > 2 && !t.equals(DOCUMENT))
            .toList();
    assertThat(known).as("the table is whole").hasSizeGreaterThan(600);
    return known;
  }

  private void plant(DataSetBuilder into, Tag tag, int depth) {
    Vr vr = Dictionary.standard().vr(tag);
    String word = NAME + "%08X".formatted(tag.value());
    switch (vr) {
      case PN -> into.set(tag, vr, word + "^Ottoline^" + NAME + "=" + NAME + "I=" + NAME + "P");
      case AE, CS, LO, LT, SH, ST, UC, UT, UR -> into.set(tag, vr, word);
      case AS -> into.set(tag, vr, "097Y");
      case DA -> into.set(tag, vr, DAY);
      case DT -> into.set(tag, vr, DAY + TIME);
      case TM -> into.set(tag, vr, TIME);
      case DS, IS -> into.set(tag, vr, NUMBER);
      case UI -> into.set(tag, vr, ROOT + Integer.toUnsignedString(tag.value()));
      case SQ -> into.set(tag, depth < 3 ? List.of(planted(depth + 1)) : List.of());
      case OB, OW, OF, OD, OL, OV, UN ->
          into.set(tag, vr, word.getBytes(StandardCharsets.US_ASCII));
      default -> into.set(tag, vr, Arrays.copyOf(BINARY, vr == Vr.AT ? 4 : vr.unit()));
    }
  }

  /** What lies in sequences: persons, codes, private elements and what the table knows. */
  private DataSet planted(int depth) {
    DataSetBuilder item = DataSet.builder();
    for (Tag tag : depth == 1 ? tags() : List.<Tag>of()) {
      plant(item, tag, 2);
    }
    plant(item, Tags.PATIENT_NAME, depth);
    plant(item, Tag.of("InstitutionName"), depth);
    plant(item, Tag.of("OperatorsName"), depth);
    plant(item, Tag.of("TextValue"), depth);
    plant(item, Tags.STUDY_DATE, depth);
    plant(item, Tag.of("ReferencedSOPInstanceUID"), depth);
    if (depth < 3) {
      item.set(KEPT_SEQUENCE, planted(depth + 1));
      item.set(CONTENT, planted(depth + 1));
    }
    plantPrivate(item);
    return item.build();
  }

  private static void plantPrivate(DataSetBuilder into) {
    into.set(Tag.of(0x0011, 0x0010), Vr.LO, NAME + " MEDICAL")
        .set(Tag.of(0x0011, 0x1001), Vr.LT, NAME + " private")
        .set(Tag.of(0x0029, 0x0010), Vr.LO, NAME + " CSA HEADER")
        .set(Tag.of(0x0029, 0x1010), Vr.OB, (NAME + "!").getBytes(StandardCharsets.US_ASCII))
        .set(Tag.of(0x0029, 0x1020), List.of(DataSet.of(b -> b.set(Tags.PATIENT_ID, NAME))));
  }

  private Path write() throws Exception {
    DataSetBuilder image = DataSet.builder();
    for (Tag tag : tags()) {
      plant(image, tag, 0);
    }
    image
        .set(Tags.SOP_CLASS_UID, Uids.MR_IMAGE_STORAGE)
        .set(Tags.MODALITY, "MR")
        .set(KEPT_SEQUENCE, planted(1))
        .set(CONTENT, planted(1))
        .set(Tag.of(0x5002, 0x3000), Vr.OW, (NAME + "CURVE").getBytes(StandardCharsets.US_ASCII))
        .set(Tag.of(0x5002, 0x2500), Vr.LO, NAME + " curve")
        .set(Tag.of(0x6002, 0x3000), Vr.OW, (NAME + "OVERLA").getBytes(StandardCharsets.US_ASCII))
        .set(Tag.of(0x6002, 0x1500), Vr.LO, NAME + " overlay")
        .set(Tag.of(0x0008, 0x1303), Vr.UN, (NAME + "!").getBytes(StandardCharsets.US_ASCII))
        .set(Tags.ROWS, 2)
        .set(Tags.COLUMNS, 2)
        .set(Tags.BITS_ALLOCATED, 16)
        .setPixels(new short[4]);
    plantPrivate(image);
    byte[] whole = DicomWriter.encode(image.build(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    System.arraycopy((NAME + " preamble").getBytes(StandardCharsets.US_ASCII), 0, whole, 0, 14);
    return Files.write(
        Files.createDirectories(folder.resolve(NAME)).resolve(NAME + ".dcm"), withAeTitle(whole));
  }

  /** The same with who sent it in the file meta information. */
  private static byte[] withAeTitle(byte[] whole) {
    byte[] title = {2, 0, 0x16, 0, 'A', 'E', 6, 0, 'Q', 'U', 'I', 'L', 'L', ' '};
    int end = 132 + 12 + (whole[140] & 0xff | (whole[141] & 0xff) << 8);
    whole[140] += (byte) title.length;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(whole, 0, end);
    out.writeBytes(title);
    out.write(whole, end, whole.length - end);
    return out.toByteArray();
  }

  private byte[] bytesOfExport(DeidOptions options) throws Exception {
    Path in = write();
    DicomFile read = DicomReader.read(in);
    assertThat(read.meta().string(Tag.of(0x0002, 0x0016))).hasValue(NAME);
    assertThat(read.dataSet().size()).isGreaterThan(600);
    Path out = folder.resolve("out");
    Deidentified done =
        new Deidentification(
                List.of(in.getParent()), out, null, options, Pseudonyms.fresh(), "Ventricle test")
            .run(Progress.NONE, new CancelToken());
    assertThat(done.files()).isEqualTo(1);
    try (Stream<Path> all = Files.walk(out)) {
      List<Path> paths = all.toList();
      assertThat(paths)
          .allSatisfy(
              p -> assertThat(out.relativize(p).toString()).doesNotContain(NAME, NUMBER, DAY));
      Path file = paths.stream().filter(Files::isRegularFile).findFirst().orElseThrow();
      return Files.readAllBytes(file);
    }
  }

  @Test
  void nothingPlantedGoesOut() throws Exception {
    byte[] out = bytesOfExport(DeidOptions.BASIC);
    String text = new String(out, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
    assertThat(text).doesNotContain(NAME, "OTTOLINE", DAY, TIME, NUMBER, "097Y");
    for (int width : new int[] {2, 4, 8}) {
      byte[] planted = Arrays.copyOf(BINARY, width);
      assertThat(text)
          .doesNotContain(
              new String(planted, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT));
    }
    DataSet read = DicomReader.read("out", out).dataSet();
    assertThat(read.elements()).noneMatch(e -> e.tag().isPrivate());
    assertThat(read.string(Tag.of("PatientIdentityRemoved"))).hasValue("YES");
    assertThat(read.string(Tag.of("LongitudinalTemporalInformationModified"))).hasValue("REMOVED");
    assertThat(read.items(Tag.of("DeidentificationMethodCodeSequence")))
        .extracting(i -> i.string(Tag.of("CodeValue")).orElseThrow())
        .containsExactly("113100", "113104");
    assertThat(read.items(KEPT_SEQUENCE)).as("what the table does not name stays").hasSize(1);
  }

  @Test
  void theOptionsKeepWhatTheTableSaysAndNothingElse() throws Exception {
    byte[] out = bytesOfExport(new DeidOptions(Dates.SHIFTED, true, true, true, false, null));
    DataSet read = DicomReader.read("out", out).dataSet();
    Set<Tag> kept = new TreeSet<>();
    for (Tag tag : tags()) {
      Row row = profile.row(tag).orElseThrow();
      boolean text =
          read.strings(tag).stream()
              .anyMatch(s -> s.contains(NAME) || s.contains(NUMBER) || s.equals(TIME));
      if (text) {
        kept.add(tag);
        boolean time = Dictionary.standard().vr(tag) == Vr.TM && row.dated();
        assertThat(row.characteristics() || row.device() || time).as(tag.toString()).isTrue();
      }
    }
    assertThat(kept)
        .contains(
            Tag.of("DeviceSerialNumber"),
            Tag.of("StationName"),
            Tags.PATIENT_SEX,
            Tags.PATIENT_SIZE)
        .doesNotContain(Tags.PATIENT_NAME, Tag.of("InstitutionName"), Tag.of("ProtocolName"));
    assertThat(read.string(Tags.PATIENT_AGE)).hasValue("090Y");
    assertThat(new String(out, StandardCharsets.ISO_8859_1)).doesNotContain(DAY, "Ottoline");
    assertThat(read.date(Tags.STUDY_DATE)).isPresent();
    assertThat(read.date(Tags.PATIENT_BIRTH_DATE)).as("no option keeps the birthday").isEmpty();
    assertThat(read.items(Tag.of("DeidentificationMethodCodeSequence")))
        .extracting(i -> i.string(Tag.of("CodeValue")).orElseThrow())
        .containsExactly("113100", "113104", "113105", "113107", "113108", "113109");
  }
}
