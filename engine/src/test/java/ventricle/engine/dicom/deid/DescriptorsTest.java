package ventricle.engine.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.deid.DeidOptions.Dates;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** What stays of descriptions, by the files that go out. */
class DescriptorsTest {

  private static final DeidOptions CLEANED =
      new DeidOptions(Dates.REMOVED, false, false, true, false, null);

  @TempDir private Path folder;

  private static DataSetBuilder image(String name) {
    return DataSet.builder()
        .set(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.4")
        .set(Tags.SOP_INSTANCE_UID, "1.2.3.4")
        .set(Tags.STUDY_INSTANCE_UID, "1.2.3")
        .set(Tags.SERIES_INSTANCE_UID, "1.2.3.1")
        .set(Tags.MODALITY, "MR")
        .set(Tags.PATIENT_NAME, name)
        .set(Tags.PATIENT_ID, "T2")
        .set(Tags.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
  }

  private DataSet export(DataSet dataSet, DeidOptions options) throws Exception {
    Path in = Files.createDirectories(folder.resolve("in"));
    DicomWriter.write(in.resolve("1.dcm"), dataSet);
    Path out = Files.createTempDirectory(folder, "out").resolve("o");
    new Deidentification(List.of(in), out, null, options, Pseudonyms.fresh(), "Ventricle test")
        .run(Progress.NONE, new CancelToken());
    try (Stream<Path> files = Files.walk(out)) {
      return DicomReader.read(files.filter(Files::isRegularFile).findFirst().orElseThrow())
          .dataSet();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cine_tf2d_sax_4, cine tf2d sax",
    "FIESTA SAX, FIESTA SAX",
    "sBTFE SAX, sBTFE SAX",
    "'SAX Müller 12.03.1961 (ward 4B, tel 555-0147)', SAX",
    "Cardiac MR for Dr. Szabó, Cardiac MR",
    "Kurzachse Herz, Kurzachse Herz"
  })
  void wordsOfProtocolsStayAndAllElseGoes(String written, String left) throws Exception {
    DataSet out = export(image("Roe^Jane").set(Tags.SERIES_DESCRIPTION, written).build(), CLEANED);
    assertThat(out.string(Tags.SERIES_DESCRIPTION)).hasValue(left);
  }

  @Test
  void aWordThatIsTheNameOfAPersonInTheFileGoes() throws Exception {
    DataSet out =
        export(
            image("Long^Mary")
                .set(Tag.of("ReferringPhysicianName"), "Short^Robert")
                .set(Tags.SERIES_DESCRIPTION, "LONG axis cine, short axis T2")
                .set(Tag.of("ProtocolName"), "Long Short")
                .build(),
            CLEANED);
    assertThat(out.string(Tags.SERIES_DESCRIPTION)).hasValue("axis cine axis");
    assertThat(out.string(Tag.of("ProtocolName"))).hasValue("ANONYMIZED");
  }

  @Test
  void whereNothingStaysTheAttributeIsWhatTheBasicProfileMakesOfIt() throws Exception {
    DataSet written =
        image("Roe^Jane")
            .set(Tags.SERIES_DESCRIPTION, "Roe, room 12")
            .set(Tags.STUDY_DESCRIPTION, "Cardiac MR")
            .build();
    DataSet out = export(written, CLEANED);
    assertThat(out.contains(Tags.SERIES_DESCRIPTION)).isFalse();
    assertThat(out.string(Tags.STUDY_DESCRIPTION)).hasValue("Cardiac MR");
    assertThat(out.items(Tag.of("DeidentificationMethodCodeSequence")))
        .extracting(i -> i.string(Tag.of("CodeValue")).orElseThrow())
        .contains("113105");
    DataSet basic = export(written, DeidOptions.BASIC);
    assertThat(basic.contains(Tags.STUDY_DESCRIPTION)).isFalse();
  }
}
