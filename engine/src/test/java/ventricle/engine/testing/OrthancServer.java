package ventricle.engine.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Orthanc with DICOMweb, from the programs installed here, in a folder and on ports of its
 * own; ends with {@link #close}, or at the latest with the tests. Where none is installed, {@link
 * #start} skips the test that asks.
 *
 * <pre>{@code
 * try (OrthancServer orthanc = OrthancServer.start(OrthancServer.Options.PLAIN)) {
 *   orthanc.store(bytes);
 *   client(orthanc.dicomWeb());
 * }
 * }</pre>
 */
public final class OrthancServer implements AutoCloseable {

  /**
   * How it is to listen.
   *
   * @param user who may log in, null where anybody may
   * @param tls whether by HTTPS with the certificate of {@link TestCertificate}
   */
  public record Options(@Nullable String user, @Nullable String password, boolean tls) {

    public static final Options PLAIN = new Options(null, null, false);

    public static Options login(String user, String password) {
      return new Options(user, password, false);
    }

    public Options withTls() {
      return new Options(user, password, true);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Options options;
  private final Path folder;
  private final int port;
  private final int dicomPort;
  private final @Nullable TestCertificate certificate;
  private final @Nullable TlsFront front;
  private final HttpClient http;
  private final Thread atEnd = new Thread(this::end);
  private @Nullable Process process;

  private OrthancServer(Options options, Path folder) throws IOException {
    this.options = options;
    this.folder = folder;
    this.certificate = options.tls ? TestCertificate.make(folder) : null;
    this.port = freePort();
    this.dicomPort = freePort();
    this.front = certificate == null ? null : new TlsFront(certificate, port);
    this.http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  }

  /** Starts a server; it is empty and answers. */
  public static OrthancServer start(Options options) throws IOException, InterruptedException {
    assumeTrue(program().isPresent(), "Orthanc is not installed");
    assumeTrue(plugin().isPresent(), "Orthanc's DICOMweb plugin is not installed");
    OrthancServer server =
        new OrthancServer(options, Files.createTempDirectory("ventricle-orthanc"));
    Runtime.getRuntime().addShutdownHook(server.atEnd);
    server.up();
    return server;
  }

  /** Starts the server again after {@link #down}; what was stored is still there. */
  public void up() throws IOException, InterruptedException {
    Path configuration = folder.resolve("orthanc.json");
    JSON.writeValue(configuration.toFile(), configuration());
    Process started =
        new ProcessBuilder(program().orElseThrow().toString(), configuration.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    process = started;
    long until = System.nanoTime() + PATIENCE.toNanos();
    for (IOException failure = failure(); failure != null; failure = failure()) {
      if (!started.isAlive() || System.nanoTime() > until) {
        throw new IOException("Orthanc does not start: " + Files.readString(log()), failure);
      }
      Thread.sleep(50);
    }
  }

  /** Stops it as a power cut would. */
  public void down() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly();
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      process = null;
    }
  }

  /** Root of the REST interface, ending in a slash. */
  public URI root() {
    return front == null ? plain() : URI.create("https://127.0.0.1:" + front.port() + "/");
  }

  /** Root of DICOMweb, ending in a slash. */
  public URI dicomWeb() {
    return root().resolve("dicom-web/");
  }

  /** Where its log is written. */
  public Path log() {
    return folder.resolve("log");
  }

  /** Its certificate. */
  public TestCertificate certificate() {
    if (certificate == null) {
      throw new IllegalStateException("this server has no certificate");
    }
    return certificate;
  }

  /**
   * Stores a file by Orthanc's own interface.
   *
   * @return Orthanc's id of the instance
   * @throws IOException when it is refused
   */
  public String store(byte[] dicom) throws IOException, InterruptedException {
    HttpRequest request = request("instances").POST(BodyPublishers.ofByteArray(dicom)).build();
    return JSON.readTree(send(request)).path("ID").asText();
  }

  /** A stored file as Orthanc returns it. */
  public byte[] file(String id) throws IOException, InterruptedException {
    return get("instances/" + id + "/file");
  }

  /** Orthanc's ids of all instances. */
  public List<String> instances() throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    json("instances").forEach(id -> ids.add(id.asText()));
    return ids;
  }

  /** The answer of the REST interface to a GET, as JSON. */
  public JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path));
  }

  /** The answer of the REST interface to a GET. */
  public byte[] get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  /** Forgets everything stored. */
  public void clear() throws IOException, InterruptedException {
    for (JsonNode patient : json("patients")) {
      send(request("patients/" + patient.asText()).DELETE().build());
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atEnd);
    http.shutdownNow();
    end();
  }

  private URI plain() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  private byte[] send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer;
    try {
      answer = http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) { // it closes connections that a busy machine leaves idle
      answer = http.send(request, BodyHandlers.ofByteArray());
    }
    if (answer.statusCode() != 200) {
      throw new IOException(
          "Orthanc answers "
              + answer.statusCode()
              + ": "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(plain().resolve(path)).timeout(PATIENCE);
    if (options.user != null) {
      byte[] login = (options.user + ":" + options.password).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
    }
    return request;
  }

  /** Why it does not answer, null once it does. */
  private @Nullable IOException failure() throws InterruptedException {
    try {
      json("system");
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  private Map<String, Object> configuration() {
    Map<String, Object> c = new LinkedHashMap<>();
    c.put("Name", "Ventricle tests");
    c.put("StorageDirectory", folder.resolve("storage").toString());
    c.put("IndexDirectory", folder.resolve("storage").toString());
    c.put("Plugins", List.of(plugin().orElseThrow().toString()));
    c.put("HttpPort", port);
    c.put("DicomPort", dicomPort);
    c.put("DicomAet", "ORTHANC");
    c.put("DicomAlwaysAllowFind", true);
    c.put("DicomAlwaysAllowGet", true);
    c.put("RemoteAccessAllowed", false);
    c.put("DefaultEncoding", "Utf8");
    c.put("HttpThreadsCount", 8);
    c.put("AuthenticationEnabled", options.user != null);
    if (options.user != null) {
      c.put("RegisteredUsers", Map.of(options.user, String.valueOf(options.password)));
    }
    c.put("DicomWeb", Map.of("Enable", true, "Root", "/dicom-web/", "Ssl", options.tls));
    return c;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static Optional<Path> program() {
    return Stream.concat(
            Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator)),
            Stream.of("/usr/sbin"))
        .filter(bin -> !bin.isBlank())
        .map(bin -> Path.of(bin, "Orthanc"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Path> plugin() {
    return Stream.of("/usr/share/orthanc/plugins", "/usr/lib/orthanc", "/usr/local/share/orthanc")
        .map(plugins -> Path.of(plugins, "libOrthancDicomWeb.so"))
        .filter(Files::isReadable)
        .findFirst();
  }

  private void end() {
    try {
      down();
      if (front != null) {
        front.close();
      }
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    } catch (IOException | InterruptedException e) {
      System.err.println("the temporary Orthanc is left over: " + e.getClass().getSimpleName());
    }
  }
}
