package ventricle.engine.dicom.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Carries bytes to a server of this machine, and breaks or falls silent when told to. */
final class FlakyProxy implements AutoCloseable {

  private static final long FOREVER = Long.MAX_VALUE;

  private final URI target;
  private final ServerSocket socket;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicLong carried = new AtomicLong();
  private volatile long breakAfter = FOREVER;
  private volatile boolean silent;

  FlakyProxy(URI target) throws IOException {
    this.target = target;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** The target's address, by way of this. */
  String address() {
    return "http://127.0.0.1:" + socket.getLocalPort() + target.getPath();
  }

  /** Breaks each connection after that many bytes of answers, all connections together. */
  void breakAfter(long bytes) {
    carried.set(0);
    breakAfter = bytes;
  }

  /** Carries nothing more after that many bytes, but keeps the connection. */
  void silentAfter(long bytes) {
    silent = true;
    breakAfter(bytes);
  }

  void heal() {
    breakAfter = FOREVER;
    silent = false;
  }

  /** Paths that were asked for, in order. */
  List<String> asked() {
    return asked;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Socket server = new Socket(target.getHost(), target.getPort());
        open.addAll(List.of(client, server));
        Thread.ofVirtual().start(() -> questions(client, server));
        Thread.ofVirtual().start(() -> answers(server, client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void questions(Socket client, Socket server) {
    byte[] buffer = new byte[8192];
    try (client;
        server) {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        String text = new String(buffer, 0, n, java.nio.charset.StandardCharsets.ISO_8859_1);
        if (text.startsWith("GET ")) {
          asked.add(text.substring(4, text.indexOf(' ', 4)));
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // one of the ends has gone
    }
  }

  private void answers(Socket server, Socket client) {
    byte[] buffer = new byte[1024];
    try (client;
        server) {
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (carried.addAndGet(n) > breakAfter) {
          if (silent) {
            Thread.sleep(60_000);
          }
          return;
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // one of the ends has gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket s : open) {
      s.close();
    }
  }
}
