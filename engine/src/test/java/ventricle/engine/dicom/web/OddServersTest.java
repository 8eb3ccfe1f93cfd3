package ventricle.engine.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.TransferSyntax;
import ventricle.engine.dicom.Uids;
import ventricle.engine.dicom.web.PacsException.Kind;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** Servers that answer otherwise than Orthanc does, or not as they should. */
class OddServersTest {

  private static final String STUDY = "1.2.3.4";
  private static final String SERIES = "1.2.3.4.5";

  @TempDir private Path folder;
  private final List<String> logins = new CopyOnWriteArrayList<>();
  private HttpServer server;

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void on(String path, Answer answer) {
    server.createContext(
        "/web/" + path,
        exchange -> {
          logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          answer.to(exchange);
          exchange.close();
        });
  }

  private static Answer fixed(int status, String type, byte[] body) {
    return exchange -> {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    };
  }

  private static Answer json(String body) {
    return fixed(200, "application/dicom+json", body.getBytes(StandardCharsets.UTF_8));
  }

  private PacsClient client(Login login) throws PacsException {
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/web";
    return new PacsClient(PacsServer.of(address, login, null));
  }

  private PacsException find(Login login) throws PacsException {
    try (PacsClient client = client(login)) {
      PacsException failure =
          catchThrowableOfType(
              PacsException.class, () -> client.find(StudyQuery.ALL, 0, 5, new CancelToken()));
      assertThat(failure).hasMessageStartingWith("127.0.0.1:").hasMessageNotContaining("\n");
      return failure;
    }
  }

  @Test
  void aTokenIsShown() throws Exception {
    on("studies", json("[]"));
    try (PacsClient client = client(new Login.Bearer("abc.def-123"))) {
      assertThat(client.find(StudyQuery.ALL, 0, 5, new CancelToken()).studies()).isEmpty();
    }
    assertThat(logins).containsExactly("Bearer abc.def-123");
  }

  @Test
  void aWebPageIsNotTakenForDicomWeb() throws Exception {
    on("studies", fixed(200, "text/html", "<html>Welcome, Mrs Quillfeather".getBytes()));
    PacsException page = find(new Login.None());
    assertThat(page.kind()).isEqualTo(Kind.GARBAGE);
    assertThat(page).hasMessageContaining("not DICOMweb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{\"0020000D\":{\"vr\":\"UI\",\"Val Quillfeather", "17", "\"Quill\""})
  void brokenJsonIsNotQuoted(String body) throws Exception {
    on("studies", json(body));
    PacsException broken = find(new Login.None());
    assertThat(broken.kind()).isEqualTo(Kind.GARBAGE);
    assertThat(broken).hasMessageContaining("not DICOMweb");
    for (Throwable at = broken; at != null; at = at.getCause()) {
      assertThat(at.toString()).doesNotContain("Quill");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"00081198\":", "17", "\"Quill\""})
  void anAnswerToAFileThatIsNoneIsNoLostConnection(String body) throws Exception {
    on("studies", json(body));
    Path file = Files.write(folder.resolve("sr.dcm"), image(STUDY, "1.5"));
    try (PacsClient client = client(new Login.None())) {
      PacsException failure =
          catchThrowableOfType(
              PacsException.class,
              () -> client.send(List.of(file), Progress.NONE, new CancelToken()));
      assertThat(failure.kind()).isEqualTo(Kind.GARBAGE);
      assertThat(failure).hasMessageEndingWith("it does not say what it did with a file");
      assertThat(logins).as("the file went out once").hasSize(1);
    }
  }

  @Test
  void aStudyWithoutAUidIsPassedOver() throws Exception {
    on(
        "studies",
        json(
            """
            [{"0020000D":{"vr":"UI","Value":["../../etc/passwd"]}},
             {"00100010":{"vr":"PN","Value":[{"Alphabetic":"A^B"}]}},
             {"0020000D":{"vr":"UI","Value":["1.2.3"]},
              "00080020":{"vr":"DA","Value":["tomorrow"]},
              "00201208":{"vr":"IS","Value":["12"]}}]\
            """));
    try (PacsClient client = client(new Login.None())) {
      List<StudyMatch> found = client.find(StudyQuery.ALL, 0, 5, new CancelToken()).studies();
      assertThat(found).extracting(StudyMatch::studyUid).containsExactly("1.2.3");
      assertThat(found.getFirst().date()).isNull();
      assertThat(found.getFirst().instances()).isEqualTo(12);
      assertThat(found.getFirst().series()).isEqualTo(-1);
    }
  }

  @Test
  void whatTheStatusMeansIsSaid() throws Exception {
    for (Map.Entry<Integer, Kind> status :
        Map.of(
                403,
                Kind.LOGIN,
                404,
                Kind.NOT_FOUND,
                400,
                Kind.REFUSED,
                500,
                Kind.SERVER,
                503,
                Kind.SERVER)
            .entrySet()) {
      on("studies", fixed(status.getKey(), "text/plain", "Quillfeather".getBytes()));
      PacsException failure = find(new Login.None());
      assertThat(failure.kind()).isEqualTo(status.getValue());
      assertThat(failure.getMessage()).doesNotContain("Quill");
      server.removeContext("/web/studies");
    }
  }

  @Test
  void aLoginIsNotCarriedToAnotherHost() throws Exception {
    List<String> elsewhere = new ArrayList<>();
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext("/", e -> elsewhere.add(e.getRequestURI().toString()));
    other.start();
    try {
      String there = "http://localhost:" + other.getAddress().getPort();
      on(
          "studies",
          exchange -> {
            exchange.getResponseHeaders().set("Location", there + "/studies");
            exchange.sendResponseHeaders(302, -1);
          });
      PacsException moved = find(new Login.Basic("ada", "s3cret"));
      assertThat(moved).hasMessageEndingWith("it has moved to " + there);
      assertThat(elsewhere).isEmpty();
    } finally {
      other.stop(0);
    }
  }

  private static byte[] image(String studyUid, String instance) {
    return DicomWriter.encode(
        DataSet.of(
            b ->
                b.set(Tags.SOP_CLASS_UID, Uids.MR_IMAGE_STORAGE)
                    .set(Tags.SOP_INSTANCE_UID, instance)
                    .set(Tags.STUDY_INSTANCE_UID, studyUid)
                    .set(Tags.SERIES_INSTANCE_UID, SERIES)),
        TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
  }

  private void lists(String... instances) {
    List<String> objects = new ArrayList<>();
    for (String instance : instances) {
      objects.add(
          """
          {"00080018":{"vr":"UI","Value":["%s"]},"0020000E":{"vr":"UI","Value":["%s"]}}\
          """
              .formatted(instance, SERIES));
    }
    on("studies/" + STUDY + "/instances", json(objects.toString()));
  }

  @Test
  void aServerThatKnowsNoTransferSyntaxIsAskedWithoutAndMaySendOnePlainFile() throws Exception {
    lists("1.5");
    List<String> accepted = new ArrayList<>();
    on(
        "studies/" + STUDY + "/series/",
        exchange -> {
          String accept = exchange.getRequestHeaders().getFirst("Accept");
          accepted.add(accept);
          fixed(
                  accept.contains("transfer-syntax") ? 406 : 200,
                  "application/dicom",
                  image(STUDY, "1.5"))
              .to(exchange);
        });
    try (PacsClient client = client(new Login.None())) {
      Retrieved here = client.retrieve(STUDY, null, folder, Progress.NONE, new CancelToken());
      assertThat(here.images()).isEqualTo(1);
      assertThat(accepted).hasSize(2);
    }
  }

  @Test
  void imagesOfAnotherStudyAreNotKept() throws Exception {
    lists("1.5");
    on("studies/" + STUDY + "/series/", fixed(200, "application/dicom", image("9.9.9", "1.5")));
    assertNothingKept(Kind.GARBAGE);
  }

  @Test
  void aStudyOfWhichAnImageIsNotSentIsNotShown() throws Exception {
    lists("1.5", "1.6");
    on(
        "studies/" + STUDY + "/series/",
        exchange -> {
          boolean series = exchange.getRequestURI().getPath().endsWith(SERIES);
          if (series) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes("--b\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(image(STUDY, "1.5"));
            body.writeBytes("\r\n--b--".getBytes(StandardCharsets.US_ASCII));
            fixed(200, "multipart/related; boundary=b", body.toByteArray()).to(exchange);
          } else {
            fixed(404, "text/plain", new byte[0]).to(exchange);
          }
        });
    assertNothingKept(Kind.NOT_FOUND);
  }

  private void assertNothingKept(Kind kind) throws Exception {
    try (PacsClient client = client(new Login.None())) {
      PacsException failure =
          catchThrowableOfType(
              PacsException.class,
              () -> client.retrieve(STUDY, null, folder, Progress.NONE, new CancelToken()));
      assertThat(failure.kind()).isEqualTo(kind);
      try (var files = Files.list(folder)) {
        assertThat(files.map(f -> f.getFileName().toString())).containsExactly(".incoming");
      }
    }
  }

  @Test
  void whyAFileWasNotStoredIsSaid() throws Exception {
    on(
        "studies",
        fixed(
            409,
            "application/dicom+json",
            """
            {"00081198":{"vr":"SQ","Value":[{"00081197":{"vr":"US","Value":[290]}}]}}\
            """
                .getBytes(StandardCharsets.UTF_8)));
    Path file = Files.write(folder.resolve("seg.dcm"), image(STUDY, "1.5"));
    try (PacsClient client = client(new Login.None())) {
      Sent sent = client.send(List.of(file), Progress.NONE, new CancelToken());
      assertThat(sent.stored()).isZero();
      assertThat(sent.refused())
          .containsExactly(
              new Sent.Refused(file, "the archive does not take files of this kind (0122)"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pacs.example/dicom-web",
        "ftp://pacs.example",
        "https://",
        "https://ada:s3cret@pacs.example",
        "https://pacs.example/?token=s3cret",
        "https://pacs example"
      })
  void anAddressThatIsNoneIsRefusedWithoutQuotingIt(String address) {
    assertThatThrownBy(() -> PacsServer.of(address, new Login.None(), null))
        .isInstanceOf(PacsException.class)
        .hasMessageStartingWith("PACS address: ")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void partsAreFoundWhereverTheBytesAreCut() throws Exception {
    String body =
        "preamble\r\n--x\r\nContent-Type: a/b\r\n\r\none\r\n--y\r\n\r\n--x \r\n\r\n\r\n--x--bye";
    for (int step = 1; step < body.length(); step++) {
      int most = step;
      ByteArrayInputStream in =
          new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
              return super.read(target, offset, Math.min(length, most));
            }
          };
      MultipartInput parts = new MultipartInput(in, "x");
      List<String> found = new ArrayList<>();
      while (parts.next()) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        parts.copyTo(part);
        found.add(part.toString(StandardCharsets.US_ASCII));
      }
      assertThat(found).as("cut every %d bytes", step).containsExactly("one\r\n--y\r\n", "");
    }
  }

  @Test
  void aBodyThatEndsBeforeItsLastBoundaryIsNotTakenForWhole() {
    byte[] body = "--x\r\n\r\ncontent\r\n--x".getBytes(StandardCharsets.US_ASCII);
    MultipartInput parts = new MultipartInput(new ByteArrayInputStream(body), "x");
    assertThatThrownBy(
            () -> {
              while (parts.next()) {
                parts.copyTo(new ByteArrayOutputStream());
              }
            })
        .isInstanceOf(EOFException.class);
    assertThat(MultipartInput.boundary("Multipart/Related; type=\"a;b\"; Boundary=\"q q\""))
        .hasValue("q q");
    assertThat(MultipartInput.boundary("text/html; boundary=x")).isEmpty();
  }

  @Test
  void aFileOfCertificatesThatIsNoneIsSaid() throws Exception {
    Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate");
    assertThatThrownBy(
            () -> new PacsClient(PacsServer.of("https://pacs.example", new Login.None(), file)))
        .isInstanceOf(PacsException.class)
        .hasMessageContaining("ca.pem");
  }
}
