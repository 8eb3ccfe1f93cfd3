package ventricle.engine.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import ventricle.engine.dicom.web.PacsException.Kind;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;
import ventricle.engine.testing.OrthancServer;

/** The client against a real Orthanc. */
class PacsClientTest extends OrthancWithAStudy {

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
}
