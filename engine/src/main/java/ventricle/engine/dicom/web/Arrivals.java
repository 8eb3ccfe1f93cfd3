package ventricle.engine.dicom.web;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ventricle.engine.dicom.web.PacsException.Kind;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** Takes the images of answers of WADO-RS into an {@link Inbox}, as they are stored there. */
final class Arrivals {

  private static final String DICOM = "multipart/related; type=\"application/dicom\"";
  private static final String AS_STORED = DICOM + "; transfer-syntax=*";

  private final WebConnection connection;
  private final Inbox inbox;
  private final int all;
  private final int before;
  private final Progress progress;
  private final CancelToken cancel;
  private int arrived;
  private String accept = AS_STORED;

  /**
   * @param all images there are
   * @param before images that were here before
   */
  Arrivals(
      WebConnection connection,
      Inbox inbox,
      int all,
      int before,
      Progress progress,
      CancelToken cancel) {
    this.connection = connection;
    this.inbox = inbox;
    this.all = all;
    this.before = before;
    this.progress = progress;
    this.cancel = cancel;
    tell();
  }

  /**
   * Asks for images and keeps each that came whole.
   *
   * @param wanted instances it is about; others that come along are passed over
   */
  void take(String path, List<String> wanted) throws PacsException, IOException {
    try (WebConnection.Answer answer = ask(path)) {
      String type = answer.contentType();
      Optional<String> boundary = MultipartInput.boundary(type);
      if (boundary.isPresent()) {
        MultipartInput parts = new MultipartInput(answer.body(), boundary.get());
        while (next(parts, answer)) {
          keep(wanted, file -> copy(parts::copyTo, file, answer));
        }
      } else if (type.toLowerCase(Locale.ROOT).startsWith("application/dicom")) {
        keep(wanted, file -> copy(answer.body()::transferTo, file, answer));
      } else {
        throw garbage("what it sends is not DICOM");
      }
    }
  }

  private WebConnection.Answer ask(String path) throws PacsException {
    WebConnection.Answer answer = get(path);
    if (answer.status() == 406 && accept.equals(AS_STORED)) {
      answer.close();
      accept = DICOM;
      answer = get(path);
    }
    if (answer.status() != 200) {
      answer.close();
      throw garbage("it does not send what it lists (" + answer.status() + ")");
    }
    return answer;
  }

  private WebConnection.Answer get(String path) throws PacsException {
    return connection.send(
        connection.request(path).header("Accept", accept).GET().build(), Duration.ZERO, cancel);
  }

  private interface Copy {
    void to(Path file) throws IOException, PacsException;
  }

  private void keep(List<String> wanted, Copy content) throws IOException, PacsException {
    Path part = inbox.fresh();
    try {
      content.to(part);
      String instance = inbox.accept(part);
      if (instance == null) {
        throw garbage("what it sends is not of this study, or no DICOM");
      }
      if (wanted.contains(instance)) {
        arrived++;
        tell();
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void tell() {
    int here = Math.min(all, before + arrived);
    progress.report((double) here / all, "fetching %d of %d images".formatted(here, all));
  }

  private static boolean next(MultipartInput parts, WebConnection.Answer answer)
      throws PacsException {
    try {
      return parts.next();
    } catch (IOException e) {
      throw answer.body().explain(e);
    }
  }

  private interface Content {
    void to(OutputStream out) throws IOException;
  }

  private static void copy(Content content, Path file, WebConnection.Answer answer)
      throws IOException, PacsException {
    try (Disk disk = new Disk(Files.newOutputStream(file))) {
      try {
        content.to(disk);
      } catch (IOException e) {
        if (disk.failed) {
          throw e;
        }
        throw answer.body().explain(e);
      }
    }
  }

  /** Knows whether a failure was the disk's, not the network's. */
  private static final class Disk extends FilterOutputStream {
    private boolean failed;

    Disk(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }
  }

  private PacsException garbage(String cause) {
    return new PacsException(Kind.GARBAGE, connection.host(), cause);
  }
}
