package ventricle.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class OrthancServerTest {

  @Test
  void itAnswersByDicomWebWithALoginOverTlsAndKeepsWhatItHasOverARestart() throws Exception {
    OrthancServer.Options options = OrthancServer.Options.login("ada", "pa55/w@rd").withTls();
    try (OrthancServer orthanc = OrthancServer.start(options);
        HttpClient stranger =
            HttpClient.newBuilder().sslContext(orthanc.certificate().trusting()).build()) {
      assertThat(orthanc.json("dicom-web/studies")).isEmpty();
      HttpRequest uninvited = HttpRequest.newBuilder(orthanc.dicomWeb().resolve("studies")).build();
      assertThat(stranger.send(uninvited, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
      HttpRequest login =
          HttpRequest.newBuilder(orthanc.dicomWeb().resolve("studies"))
              .header("Authorization", "Basic YWRhOnBhNTUvd0ByZA==")
              .build();
      assertThat(stranger.send(login, BodyHandlers.ofString()).body().strip()).isEqualTo("[]");
      orthanc.down();
      orthanc.up();
      assertThat(orthanc.instances()).isEmpty();
      assertThat(orthanc.log()).isRegularFile();
      assertThat(Files.readString(orthanc.certificate().pem())).contains("CERTIFICATE");
    }
  }
}
