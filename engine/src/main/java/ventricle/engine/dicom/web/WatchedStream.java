package ventricle.engine.dicom.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import ventricle.engine.dicom.web.PacsException.Kind;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;

/** The body of an answer; it ends when the job is cancelled, and when nothing comes any more. */
final class WatchedStream extends FilterInputStream {

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final long NOT_WAITING = Long.MIN_VALUE;

  private final String host;
  private final CancelToken cancel;
  private final Thread watch;
  private volatile long waitingSince = NOT_WAITING;
  private volatile boolean silent;

  WatchedStream(InputStream in, String host, Duration patience, CancelToken cancel) {
    super(in);
    this.host = host;
    this.cancel = cancel;
    this.watch = Thread.ofVirtual().unstarted(() -> watch(patience));
    watch.start();
  }

  private void watch(Duration patience) {
    try {
      while (!cancel.isCancelled() && !silent) {
        Thread.sleep(LOOK);
        long since = waitingSince;
        silent = since != NOT_WAITING && System.nanoTime() - since > patience.toNanos();
      }
      in.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the stream was closed
    } catch (IOException e) {
      // the reader is told by its own read
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    waitingSince = System.nanoTime();
    try {
      return in.read(target, offset, length);
    } finally {
      waitingSince = NOT_WAITING;
    }
  }

  /** All that is left, or why it did not come. */
  byte[] whole() throws PacsException {
    try {
      return readAllBytes();
    } catch (IOException e) {
      throw explain(e);
    }
  }

  /** Why reading ended early. */
  PacsException explain(IOException e) {
    if (cancel.isCancelled()) {
      throw new CancelledException();
    }
    return new PacsException(
        Kind.DROPPED,
        host,
        silent ? "nothing came any more" : "the connection was lost before all had come",
        e);
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    super.close();
  }
}
