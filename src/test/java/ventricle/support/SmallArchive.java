package ventricle.support;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.domain.UnusableInputException;

/** As much of an archive by DICOMweb as the window needs; real ones are asked in the engine. */
public final class SmallArchive implements AutoCloseable {

  private static final String ROOT = "/dicom-web";
  private static final String BOUNDARY = "small-archive";

  private final Map<String, byte[]> files = new ConcurrentSkipListMap<>();
  private final HttpServer server;
  private volatile @Nullable String login;
  private volatile int images = Integer.MAX_VALUE;

  public SmallArchive() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(ROOT, this::answer);
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + ROOT;
  }

  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on only this user is let in. */
  public void lock(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    login = "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** Breaks the connection after so many images of an answer. */
  public void breakAfter(int most) {
    images = most;
  }

  public void add(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        add(Files.readAllBytes(file));
      }
    }
  }

  private String add(byte[] file) throws IOException {
    String instance = text(read(file), Tags.SOP_INSTANCE_UID);
    files.put(instance, file);
    return instance;
  }

  /** What is in it. */
  public List<DataSet> dataSets() throws IOException {
    return files.values().stream().map(SmallArchive::read).toList();
  }

  private static DataSet read(byte[] file) {
    try {
      return DicomReader.read("file", file).dataSet();
    } catch (UnusableInputException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(DataSet dataSet, Tag tag) {
    return dataSet.string(tag).orElse("");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] asked = exchange.getRequestBody().readAllBytes();
      String shown = exchange.getRequestHeaders().getFirst("Authorization");
      if (login != null && !login.equals(shown)) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      String[] path = exchange.getRequestURI().getPath().substring(ROOT.length()).split("/");
      if (exchange.getRequestMethod().equals("POST")) {
        json(exchange, List.of(stored(asked)));
      } else if (path.length == 2) {
        json(exchange, studies(String.valueOf(exchange.getRequestURI().getRawQuery())));
      } else if (path[path.length - 1].equals("instances")) {
        json(exchange, files.values().stream().map(SmallArchive::object).toList());
      } else {
        send(exchange, List.of(path));
      }
    }
  }

  private List<ObjectNode> studies(String query) {
    String decoded = URLDecoder.decode(query, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    String name =
        Arrays.stream(decoded.split("&"))
            .filter(p -> p.startsWith("patientname="))
            .map(p -> p.substring(12).replace("*", ""))
            .collect(Collectors.joining());
    Map<String, ObjectNode> studies = new TreeMap<>();
    for (byte[] file : files.values()) {
      ObjectNode study = object(file);
      if (text(read(file), Tags.PATIENT_NAME).toLowerCase(Locale.ROOT).contains(name)) {
        studies.putIfAbsent(text(read(file), Tags.STUDY_INSTANCE_UID), study);
      }
    }
    return List.copyOf(studies.values());
  }

  private static ObjectNode object(byte[] file) {
    DataSet dataSet = read(file);
    ObjectNode object = JsonMapper.builder().build().createObjectNode();
    for (Tag tag :
        List.of(
            Tags.STUDY_INSTANCE_UID,
            Tags.SERIES_INSTANCE_UID,
            Tags.SOP_INSTANCE_UID,
            Tags.STUDY_DATE,
            Tags.PATIENT_ID)) {
      object.putObject(key(tag)).putArray("Value").add(text(dataSet, tag));
    }
    object
        .putObject(key(Tags.PATIENT_NAME))
        .putArray("Value")
        .addObject()
        .put("Alphabetic", text(dataSet, Tags.PATIENT_NAME));
    return object;
  }

  private static String key(Tag tag) {
    return "%08X".formatted(tag.value());
  }

  private ObjectNode stored(byte[] body) throws IOException {
    String whole = new String(body, StandardCharsets.ISO_8859_1);
    int begin = whole.indexOf("\r\n\r\n") + 4;
    int end = whole.lastIndexOf("\r\n--", whole.length() - 5);
    String instance = add(Arrays.copyOfRange(body, begin, end));
    ObjectNode answer = JsonMapper.builder().build().createObjectNode();
    ArrayNode stored = answer.putObject("00081199").putArray("Value");
    stored.addObject().putObject("00081155").putArray("Value").add(instance);
    return answer;
  }

  private static void json(HttpExchange exchange, List<ObjectNode> objects) throws IOException {
    byte[] body = objects.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/dicom+json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private void send(HttpExchange exchange, List<String> path) throws IOException {
    List<byte[]> wanted =
        files.values().stream()
            .filter(
                f ->
                    path.contains(text(read(f), Tags.SERIES_INSTANCE_UID))
                        && (path.size() < 7 || path.contains(text(read(f), Tags.SOP_INSTANCE_UID))))
            .toList();
    exchange
        .getResponseHeaders()
        .set("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=" + BOUNDARY);
    exchange.sendResponseHeaders(200, 0);
    for (int i = 0; i < wanted.size(); i++) {
      if (i >= images) {
        return; // without an end
      }
      ByteArrayOutputStream part = new ByteArrayOutputStream();
      part.writeBytes(
          ("\r\n--" + BOUNDARY + "\r\nContent-Type: application/dicom\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      part.writeBytes(wanted.get(i));
      exchange.getResponseBody().write(part.toByteArray());
    }
    exchange
        .getResponseBody()
        .write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
