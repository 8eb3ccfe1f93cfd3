package ventricle.engine.dicom.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.web.PacsException.Kind;

/**
 * An archive that speaks DICOMweb.
 *
 * @param base root of its services, ends in a slash
 * @param authorities file of certificates (PEM) trusted besides those of the platform; null for
 *     none
 */
public record PacsServer(URI base, Login login, @Nullable Path authorities) {

  /**
   * @param address such as {@code https://pacs.example/dicom-web}
   * @throws PacsException when it cannot be an address of DICOMweb
   */
  public static PacsServer of(String address, Login login, @Nullable Path authorities)
      throws PacsException {
    String written = address.strip();
    URI uri;
    try {
      uri = new URI(written.endsWith("/") ? written : written + "/");
    } catch (URISyntaxException e) {
      throw notAnAddress("it is not a web address");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw notAnAddress("it begins with https:// or http://");
    }
    if (uri.getHost() == null) {
      throw notAnAddress("it names no host");
    }
    if (uri.getRawUserInfo() != null) {
      throw notAnAddress("name and password are not written into it");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw notAnAddress("it ends before ? and #");
    }
    return new PacsServer(uri, login, authorities);
  }

  private static PacsException notAnAddress(String cause) {
    return new PacsException(Kind.SETTINGS, "PACS address", cause);
  }

  /** Host and port, as messages and the audit name it. */
  public String host() {
    return base.getPort() < 0 ? base.getHost() : base.getHost() + ":" + base.getPort();
  }

  /** Whether a login would travel readable for everybody on the way. */
  public boolean showsLogin() {
    String host = base.getHost();
    boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    return !(login instanceof Login.None) && base.getScheme().equalsIgnoreCase("http") && !here;
  }

  @Override
  public String toString() {
    return "PacsServer[" + host() + "]";
  }
}
