package ventricle.engine.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * Speaks TLS in front of a server on this machine that does not, as a hospital's proxy does.
 * (Debian's Orthanc 1.10.1 falls over when it has to speak TLS itself.)
 */
final class TlsFront implements AutoCloseable {

  private final SSLServerSocket listening;
  private final int behind;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /**
   * @param behind port of the plain server
   */
  TlsFront(TestCertificate certificate, int behind) throws IOException {
    this.behind = behind;
    this.listening =
        (SSLServerSocket)
            serving(certificate)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket outside = listening.accept();
        Thread.ofVirtual().start(() -> join(outside));
      } catch (IOException e) {
        // closed, or somebody who gave up at once
      }
    }
  }

  private void join(Socket outside) {
    try (outside;
        Socket inside = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      open.add(outside);
      open.add(inside);
      Thread back = Thread.ofVirtual().start(() -> pass(inside, outside));
      pass(outside, inside);
      back.join();
      open.remove(outside);
      open.remove(inside);
    } catch (IOException e) {
      // the client sees its connection closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pass(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] chunk = new byte[1 << 14];
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        out.write(chunk, 0, count);
        out.flush();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it was going to be closed anyway
    }
  }

  private static SSLContext serving(TestCertificate certificate) throws IOException {
    try {
      KeyStore store = certificate.load();
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, TestCertificate.PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate cannot be used", e);
    }
  }
}
