package ventricle.engine.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.phantom.Organisation;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.phantom.PhantomWriter;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;
import ventricle.engine.testing.OrthancServer;

/** A real Orthanc with its DICOMweb plugin, started here, which has a study. */
abstract class OrthancWithAStudy {

  static final String USER = "ada";
  static final String PASSWORD = "pa55/w@rd";
  static final PhantomStudy PHANTOM =
      Phantom.generate(PhantomOptions.small(7).withSlices(4).withMatrix(64));

  @TempDir static Path shared;
  static OrthancServer orthanc;
  static List<Path> files;
  static String studyUid;

  @TempDir Path folder;

  @BeforeAll
  static void archiveWithAStudy() throws Exception {
    orthanc = OrthancServer.start(OrthancServer.Options.login(USER, PASSWORD));
    PhantomWriter.write(PHANTOM, shared, Organisation.SERIES_PER_SLICE);
    files = filesIn(shared.resolve("dicom"));
    studyUid = PHANTOM.study().studyInstanceUid();
    try (PacsClient client = client()) {
      assertThat(client.send(files, Progress.NONE, new CancelToken()))
          .isEqualTo(new Sent(files.size(), List.of()));
    }
    orthanc.store(other("Quillfeather^Ottoline", "20240229", "CT"));
  }

  @AfterAll
  static void end() {
    if (orthanc != null) {
      orthanc.close();
    }
  }

  static PacsClient client() throws PacsException {
    return client(orthanc.dicomWeb().toString());
  }

  static PacsClient client(String address) throws PacsException {
    return new PacsClient(
        PacsServer.of(address, new Login.Basic(USER, PASSWORD), null), Duration.ofSeconds(5));
  }

  static byte[] other(String name, String date, String modality) {
    return DicomWriter.encode(
        DataSet.of(
            b ->
                b.set(Tags.SOP_CLASS_UID, Uids.SECONDARY_CAPTURE_IMAGE_STORAGE)
                    .set(Tags.SOP_INSTANCE_UID, Uids.generate())
                    .set(Tags.STUDY_INSTANCE_UID, Uids.generate())
                    .set(Tags.SERIES_INSTANCE_UID, Uids.generate())
                    .set(Tags.PATIENT_NAME, name)
                    .set(Tags.PATIENT_ID, "ZX-" + date)
                    .set(Tags.STUDY_DATE, date)
                    .set(Tags.STUDY_DESCRIPTION, "Chest of " + modality)
                    .set(Tags.MODALITY, modality)),
        ventricle.engine.dicom.TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
  }

  static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static Set<DataSet> dataSets(Path folder) throws Exception {
    Set<DataSet> sets = new java.util.HashSet<>();
    for (Path file : filesIn(folder)) {
      sets.add(DicomReader.read(file).dataSet());
    }
    return sets;
  }

  static PacsException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    PacsException failure = catchThrowableOfType(PacsException.class, call);
    assertThat(failure).isNotNull();
    return failure;
  }
}
