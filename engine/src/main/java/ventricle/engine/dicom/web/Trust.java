package ventricle.engine.dicom.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import ventricle.engine.dicom.web.PacsException.Kind;

/** Whose certificates are believed: those the platform believes, and those in a file. */
final class Trust {

  private Trust() {}

  static SSLContext with(Path authorities) throws PacsException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (TrustManager manager : managers(null)) {
        if (manager instanceof X509TrustManager x509) {
          for (X509Certificate usual : x509.getAcceptedIssuers()) {
            store.setCertificateEntry("usual-" + count++, usual);
          }
        }
      }
      for (Certificate own : read(authorities)) {
        store.setCertificateEntry("own-" + count++, own);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(store), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(authorities);
    }
  }

  private static TrustManager[] managers(@org.jspecify.annotations.Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static Collection<? extends Certificate> read(Path file)
      throws IOException, GeneralSecurityException, PacsException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw unreadable(file);
      }
      return found;
    }
  }

  private static PacsException unreadable(Path file) {
    return new PacsException(
        Kind.SETTINGS,
        String.valueOf(file.getFileName()),
        "holds no certificates that can be read");
  }
}
