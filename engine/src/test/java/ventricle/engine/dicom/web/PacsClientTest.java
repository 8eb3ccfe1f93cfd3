package ventricle.engine.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.dicom.web.PacsException.Kind;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.phantom.Organisation;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.phantom.PhantomWriter;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;
import ventricle.engine.task.Progress;
import ventricle.engine.testing.OrthancServer;

/** The client against a real Orthanc with its DICOMweb plugin, started here. */
class PacsClientTest {

  private static final String USER = "ada";
  private static final String PASSWORD = "pa55/w@rd";
  private static final PhantomStudy PHANTOM =
      Phantom.generate(PhantomOptions.small(7).withSlices(4).withMatrix(64));

  @TempDir private static Path shared;
  private static OrthancServer orthanc;
  private static List<Path> files;
  private static String studyUid;

  @TempDir private Path folder;

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

  private static PacsClient client() throws PacsException {
    return client(orthanc.dicomWeb().toString());
  }

  private static PacsClient client(String address) throws PacsException {
    return new PacsClient(
        PacsServer.of(address, new Login.Basic(USER, PASSWORD), null), Duration.ofSeconds(5));
  }

  private static byte[] other(String name, String date, String modality) {
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

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void studiesAreFoundByPartOfANameByDayModalityAndDescription() throws Exception {
    try (PacsClient client = client()) {
      assertThat(names(client, new StudyQuery("ottoline", "", null, null, "", "")))
          .containsExactly("Quillfeather^Ottoline");
      assertThat(names(client, new StudyQuery("Quillf ott", "", null, null, "", ""))).hasSize(1);
      assertThat(names(client, new StudyQuery("", "ZX-2024*", null, null, "", ""))).hasSize(1);
      LocalDate leapDay = LocalDate.of(2024, 2, 29);
      assertThat(names(client, new StudyQuery("", "", leapDay, leapDay, "", ""))).hasSize(1);
      assertThat(names(client, new StudyQuery("", "", leapDay.plusDays(1), null, "CT", "")))
          .isEmpty();
      assertThat(names(client, new StudyQuery("", "", null, null, "MR", ""))).hasSize(1);
      assertThat(names(client, new StudyQuery("", "", null, null, "", "chest"))).hasSize(1);
      assertThat(names(client, new StudyQuery("nobody", "", null, null, "", ""))).isEmpty();
      StudyMatch found =
          client
              .find(new StudyQuery("", "", null, null, "MR", ""), 0, 10, new CancelToken())
              .studies()
              .getFirst();
      assertThat(found.studyUid()).isEqualTo(studyUid);
      assertThat(found.instances()).isEqualTo(files.size());
      assertThat(found.modalities()).containsExactly("MR");
      assertThat(client.series(studyUid, new CancelToken()))
          .hasSize(4)
          .allSatisfy(s -> assertThat(s.instances()).isEqualTo(10));
    }
  }

  private static List<String> names(PacsClient client, StudyQuery query) throws PacsException {
    return client.find(query, 0, 50, new CancelToken()).studies().stream()
        .map(StudyMatch::patientName)
        .toList();
  }

  @Test
  void aLongAnswerComesInPages() throws Exception {
    try (OrthancServer many = OrthancServer.start(OrthancServer.Options.PLAIN);
        PacsClient client =
            new PacsClient(PacsServer.of(many.dicomWeb().toString(), new Login.None(), null))) {
      for (int i = 0; i < 25; i++) {
        many.store(other("Person^" + i, "20240101", "MR"));
      }
      Set<String> seen = new TreeSet<>();
      List<Boolean> more = new ArrayList<>();
      for (int offset = 0; offset < 25; offset += 10) {
        StudyMatch.Page page = client.find(StudyQuery.ALL, offset, 10, new CancelToken());
        page.studies().forEach(s -> seen.add(s.studyUid()));
        more.add(page.more());
      }
      assertThat(seen).hasSize(25);
      assertThat(more).containsExactly(true, true, false);
    }
  }

  @Test
  void aStudyComesAsItIsStoredIntoAFolderThatNamesNobody() throws Exception {
    List<String> told = new ArrayList<>();
    Retrieved retrieved;
    try (PacsClient client = client()) {
      retrieved =
          client.retrieve(
              studyUid, null, folder.resolve("in"), (f, m) -> told.add(m), new CancelToken());
    }
    assertThat(retrieved.images()).isEqualTo(files.size());
    assertThat(retrieved.fetched()).isEqualTo(files.size());
    assertThat(told).contains("fetching 17 of 40 images", "all 40 images are here");
    assertThat(dataSets(retrieved.folder())).isEqualTo(dataSets(shared.resolve("dicom")));
    assertThat(folder.relativize(retrieved.folder()).toString())
        .doesNotContain(studyUid, PHANTOM.study().patient().name());
    Study read = StudyReader.read(List.of(folder.resolve("in")), Progress.NONE, new CancelToken());
    assertThat(read.stack().sliceCount()).isEqualTo(4);
    assertThat(read.leftOut()).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(retrieved.folder())))
        .isEqualTo("rwx------");
  }

  private static Set<DataSet> dataSets(Path folder) throws Exception {
    Set<DataSet> sets = new java.util.HashSet<>();
    for (Path file : filesIn(folder)) {
      sets.add(DicomReader.read(file).dataSet());
    }
    return sets;
  }

  @Test
  void oneSeriesCanBeFetchedByItself() throws Exception {
    try (PacsClient client = client()) {
      String series = client.series(studyUid, new CancelToken()).getFirst().seriesUid();
      Retrieved retrieved =
          client.retrieve(studyUid, series, folder, Progress.NONE, new CancelToken());
      assertThat(retrieved.images()).isEqualTo(10);
      assertThat(dataSets(retrieved.folder()))
          .allSatisfy(d -> assertThat(d.string(Tags.SERIES_INSTANCE_UID)).hasValue(series));
    }
  }

  @Test
  void aStudyThatBreaksOffIsNotShownAndGoesOnWhereItEnded() throws Exception {
    try (FlakyProxy proxy = new FlakyProxy(orthanc.dicomWeb());
        PacsClient client = client(proxy.address())) {
      proxy.breakAfter(150_000);
      PacsException broken =
          failure(() -> client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken()));
      assertThat(broken.kind()).isEqualTo(Kind.DROPPED);
      assertThat(broken).hasMessageMatching("127.0.0.1:\\d+: the connection was lost.*");
      assertThat(visible()).isEmpty();
      int waiting = count(folder.resolve(".incoming"));
      assertThat(waiting).isBetween(1, files.size() - 1);
      assertThatThrownBy(() -> StudyReader.read(List.of(folder), Progress.NONE, new CancelToken()))
          .isInstanceOf(UnusableInputException.class);

      proxy.heal();
      proxy.asked().clear();
      Retrieved retrieved =
          client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken());
      assertThat(retrieved.images()).isEqualTo(files.size());
      assertThat(retrieved.fetched()).isEqualTo(files.size() - waiting);
      assertThat(dataSets(retrieved.folder())).isEqualTo(dataSets(shared.resolve("dicom")));
      assertThat(proxy.asked().stream().filter(p -> p.matches(".*/series/[^/]+")))
          .as("a series that had come whole is not fetched again")
          .hasSize(4 - Math.ceilDiv(waiting, 10));

      proxy.asked().clear();
      assertThat(client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken()))
          .isEqualTo(new Retrieved(retrieved.folder(), files.size(), 0));
      assertThat(proxy.asked()).hasSize(1);
    }
  }

  private Set<String> visible() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString())
          .filter(n -> !n.startsWith("."))
          .collect(Collectors.toSet());
    }
  }

  private static int count(Path below) throws IOException {
    return (int) filesIn(below).stream().filter(f -> f.toString().endsWith(".dcm")).count();
  }

  @Test
  void aConnectionThatBreaksOnceDoesNoHarm() throws Exception {
    try (FlakyProxy proxy = new FlakyProxy(orthanc.dicomWeb());
        PacsClient client = client(proxy.address())) {
      proxy.breakAfter(150_000);
      Retrieved retrieved =
          client.retrieve(
              studyUid,
              null,
              folder,
              (fraction, words) -> {
                if (fraction > .1) {
                  proxy.heal();
                }
              },
              new CancelToken());
      assertThat(dataSets(retrieved.folder())).isEqualTo(dataSets(shared.resolve("dicom")));
    }
  }

  @Test
  void aConnectionThatFallsSilentEndsAndSaysSo() throws Exception {
    try (FlakyProxy proxy = new FlakyProxy(orthanc.dicomWeb());
        PacsClient client =
            new PacsClient(
                PacsServer.of(proxy.address(), new Login.Basic(USER, PASSWORD), null),
                Duration.ofMillis(400))) {
      proxy.silentAfter(100_000);
      PacsException silent =
          failure(() -> client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken()));
      assertThat(silent.kind()).isEqualTo(Kind.DROPPED);
      assertThat(visible()).isEmpty();
    }
  }

  @Test
  void cancellingKeepsWhatHasComeForTheNextTime() throws Exception {
    CancelToken cancel = new CancelToken();
    try (PacsClient client = client()) {
      assertThatThrownBy(
              () ->
                  client.retrieve(
                      studyUid,
                      null,
                      folder,
                      (fraction, words) -> {
                        if (fraction > .2) {
                          cancel.cancel();
                        }
                      },
                      cancel))
          .isInstanceOf(CancelledException.class);
      assertThat(visible()).isEmpty();
      int waiting = count(folder.resolve(".incoming"));
      assertThat(waiting).isPositive();
      assertThat(
              client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken()).fetched())
          .isEqualTo(files.size() - waiting);
    }
  }

  @Test
  void aFileThatWasCutOffHereIsFetchedAgain() throws Exception {
    try (PacsClient client = client()) {
      Retrieved first = client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken());
      Path file = filesIn(first.folder()).get(5);
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(whole, 3000));
      Retrieved second = client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken());
      assertThat(second).isEqualTo(new Retrieved(first.folder(), files.size(), 1));
      assertThat(dataSets(second.folder())).isEqualTo(dataSets(shared.resolve("dicom")));
      assertThat(visible()).hasSize(1);
    }
  }

  @Test
  void imagesThatTheArchiveGotLaterJoinTheStudy() throws Exception {
    try (OrthancServer growing = OrthancServer.start(OrthancServer.Options.PLAIN);
        PacsClient client =
            new PacsClient(PacsServer.of(growing.dicomWeb().toString(), new Login.None(), null))) {
      client.send(files.subList(0, 30), Progress.NONE, new CancelToken());
      Retrieved first = client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken());
      client.send(files.subList(30, 40), Progress.NONE, new CancelToken());
      Retrieved second = client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken());
      assertThat(second).isEqualTo(new Retrieved(first.folder(), 40, 10));
      assertThat(dataSets(second.folder())).isEqualTo(dataSets(shared.resolve("dicom")));
    }
  }

  @Test
  void whatWasSentIsStoredUnchanged() throws Exception {
    Path file = folder.resolve("sc.dcm");
    byte[] bytes = other("Sent^Person", "20230101", "OT");
    Files.write(file, bytes);
    try (OrthancServer empty = OrthancServer.start(OrthancServer.Options.PLAIN);
        PacsClient client =
            new PacsClient(PacsServer.of(empty.dicomWeb().toString(), new Login.None(), null))) {
      assertThat(client.send(List.of(file), Progress.NONE, new CancelToken()).complete()).isTrue();
      assertThat(empty.file(empty.instances().getFirst())).isEqualTo(bytes);
    }
  }

  @Test
  void aFileThatIsNoDicomStopsTheSendingBeforeItBegins() throws Exception {
    Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear colleague");
    try (PacsClient client = client()) {
      assertThatThrownBy(
              () ->
                  client.send(List.of(files.getFirst(), letter), Progress.NONE, new CancelToken()))
          .isInstanceOf(UnusableInputException.class)
          .hasMessageContaining("letter.txt");
    }
  }

  @Test
  void overTlsTheArchiveIsKnownByItsCertificate() throws Exception {
    try (OrthancServer secure =
        OrthancServer.start(OrthancServer.Options.login(USER, PASSWORD).withTls())) {
      String address = secure.dicomWeb().toString();
      Login login = new Login.Basic(USER, PASSWORD);
      Path authorities = secure.certificate().pem();
      try (PacsClient client = new PacsClient(PacsServer.of(address, login, authorities))) {
        client.send(files, Progress.NONE, new CancelToken());
        Retrieved retrieved =
            client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken());
        assertThat(dataSets(retrieved.folder())).isEqualTo(dataSets(shared.resolve("dicom")));
      }
      try (PacsClient stranger = new PacsClient(PacsServer.of(address, login, null))) {
        PacsException refused =
            failure(() -> stranger.find(StudyQuery.ALL, 0, 1, new CancelToken()));
        assertThat(refused.kind()).isEqualTo(Kind.NOT_TRUSTED);
        assertThat(refused).hasMessageContaining("127.0.0.1").hasMessageContaining("not trusted");
      }
      try (PacsClient plain =
          new PacsClient(PacsServer.of(address.replace("https", "http"), login, null))) {
        failure(() -> plain.find(StudyQuery.ALL, 0, 1, new CancelToken()));
      }
    }
  }

  @Test
  void aLoginThatIsRefusedIsSaidWithoutThePassword() throws Exception {
    String address = orthanc.dicomWeb().toString();
    for (Login login :
        List.of(
            new Login.Basic(USER, "wr0ng-s3cret"),
            new Login.Bearer("t0ken-s3cret"),
            new Login.None())) {
      try (PacsClient client = new PacsClient(PacsServer.of(address, login, null))) {
        PacsException refused = failure(() -> client.find(StudyQuery.ALL, 0, 1, new CancelToken()));
        assertThat(refused.kind()).isEqualTo(Kind.LOGIN);
        assertThat(refused).hasMessageContaining("127.0.0.1").hasMessageContaining("login");
        for (Throwable at = refused; at != null; at = at.getCause()) {
          assertThat(at.toString()).doesNotContain("s3cret");
        }
        assertThat(login.toString()).doesNotContain("s3cret");
      }
    }
  }

  @Test
  void whereNobodyAnswersTheHostIsNamed() throws Exception {
    for (String address :
        List.of("http://127.0.0.1:1/dicom-web", "http://nobody.invalid/dicom-web")) {
      try (PacsClient client = client(address)) {
        PacsException nobody = failure(() -> client.find(StudyQuery.ALL, 0, 1, new CancelToken()));
        assertThat(nobody.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(nobody.getMessage())
            .startsWith(address.contains("invalid") ? "nobody.invalid: " : "127.0.0.1:1: ")
            .doesNotContain("\n");
      }
    }
  }

  @Test
  void aStudyThatTheArchiveDoesNotHaveIsSaid() throws Exception {
    try (PacsClient client = client()) {
      PacsException none =
          failure(() -> client.retrieve("1.2.3", null, folder, Progress.NONE, new CancelToken()));
      assertThat(none.kind()).isEqualTo(Kind.NOT_FOUND);
      assertThat(visible()).isEmpty();
    }
  }

  private static PacsException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    PacsException failure = catchThrowableOfType(PacsException.class, call);
    assertThat(failure).isNotNull();
    return failure;
  }
}
