package ventricle.engine.dicom.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.web.PacsException.Kind;
import ventricle.engine.dicom.web.Sent.Refused;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** Sends files one by one, each streamed from the disk. */
final class Sending {

  private static final Tag FAILED = Tag.of("FailedSOPSequence");
  private static final Tag REASON = Tag.of("FailureReason");
  private static final Tag STORED = Tag.of("ReferencedSOPSequence");

  /** A connection that carries less than this counts as lost. */
  private static final long SLOWEST_BYTES_PER_SECOND = 20_000;

  private final WebConnection connection;
  private final List<Path> files;

  Sending(WebConnection connection, List<Path> files) {
    this.connection = connection;
    this.files = List.copyOf(files);
  }

  Sent run(Progress progress, CancelToken cancel) throws PacsException, UnusableInputException {
    List<String> instances = new ArrayList<>();
    for (Path file : files) {
      instances.add(
          DicomReader.open(file)
              .dataSet()
              .string(Tags.SOP_INSTANCE_UID)
              .orElseThrow(
                  () ->
                      new UnusableInputException(
                          String.valueOf(file.getFileName()), "names no instance")));
    }
    List<Refused> refused = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      progress.report(
          (double) i / files.size(), "sending file %d of %d".formatted(i + 1, files.size()));
      Path file = files.get(i);
      String instance = instances.get(i);
      String cause = Tries.of(() -> send(file, instance, cancel), cancel); // twice does no harm
      if (!cause.isEmpty()) {
        refused.add(new Refused(file, cause));
      }
    }
    progress.report(1, "sent");
    return new Sent(files.size() - refused.size(), refused);
  }

  /** Sends a file; answers why it was not taken, empty when it was. */
  private String send(Path file, String instance, CancelToken cancel) throws PacsException {
    String boundary = "ventricle-" + UUID.randomUUID();
    long size;
    BodyPublisher body;
    try {
      size = Files.size(file);
      body =
          BodyPublishers.concat(
              text("--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n"),
              BodyPublishers.ofFile(file),
              text("\r\n--" + boundary + "--\r\n"));
    } catch (IOException e) {
      throw new PacsException(
          Kind.DISK, connection.host(), file.getFileName() + " cannot be read", e);
    }
    HttpRequest request =
        connection
            .request("studies")
            .header("Accept", "application/dicom+json")
            .header(
                "Content-Type",
                "multipart/related; type=\"application/dicom\"; boundary=" + boundary)
            .POST(body)
            .build();
    Duration carrying = Duration.ofSeconds(size / SLOWEST_BYTES_PER_SECOND);
    try (WebConnection.Answer answer = connection.send(request, carrying, cancel)) {
      return cause(answer, instance);
    }
  }

  private static BodyPublisher text(String text) {
    return BodyPublishers.ofString(text, StandardCharsets.US_ASCII);
  }

  /** The table of PS3.18 section 10.5.3, of which answers hold what servers make of it. */
  private String cause(WebConnection.Answer answer, String instance) throws PacsException {
    List<JsonNode> told =
        DicomJson.objects(answer.body().whole())
            .orElseThrow(
                () ->
                    new PacsException(
                        Kind.GARBAGE,
                        connection.host(),
                        "it does not say what it did with a file"));
    for (JsonNode object : told) {
      for (JsonNode item : DicomJson.items(object, FAILED)) {
        return reason(DicomJson.number(item, REASON));
      }
      for (JsonNode item : DicomJson.items(object, STORED)) {
        if (DicomJson.text(item, Tags.REFERENCED_SOP_INSTANCE_UID).equals(instance)) {
          return "";
        }
      }
    }
    return "it does not say that it has stored the file";
  }

  /** Failure reasons of PS3.18 table I.2-2. */
  private static String reason(int code) {
    String words =
        switch (code) {
          case 0x0110 -> "the archive failed";
          case 0x0122 -> "the archive does not take files of this kind";
          case 0x0124 -> "not allowed";
          default ->
              switch (code >> 8) {
                case 0xa7 -> "out of resources";
                case 0xa9 -> "the file does not fit its kind";
                default -> code >> 12 == 0xc ? "not understood" : "no reason given";
              };
        };
    return code < 0 ? words : "%s (%04X)".formatted(words, code);
  }
}
