package ventricle.engine.store.db;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the database is. Prints without its password. */
public sealed interface DatabaseAddress {

  /** A file on this machine. */
  record Sqlite(Path file) implements DatabaseAddress {
    @Override
    public String shown() {
      return file.toString();
    }

    @Override
    public String readerOr(String account) {
      return account;
    }
  }

  /**
   * A PostgreSQL server.
   *
   * @param url begins with {@code jdbc:postgresql://} and holds neither user nor password
   * @param user the login, null for the account's own name
   * @param password null where the server wants none or a password file has it
   */
  record Postgresql(String url, @Nullable String user, @Nullable String password)
      implements DatabaseAddress {
    @Override
    public String shown() {
      String place =
          url.substring("jdbc:postgresql://".length())
              .replaceAll("(?i)(password=)[^&]*", "$1…"); // a key's, sslpassword, is an option
      return "postgresql://" + (user == null ? "" : user + "@") + place;
    }

    @Override
    public String readerOr(String account) {
      return user == null ? account : user;
    }

    @Override
    public String toString() {
      return "Postgresql[" + shown() + "]";
    }
  }

  /** For people; without the password. */
  String shown();

  /** Who reads: the database's login where it has one, else the operating system's account. */
  String readerOr(String account);

  /**
   * Reads {@code postgresql://user:password@host:port/name?option=value}, the same with {@code
   * jdbc:} before it or with user and password among the options, or {@code sqlite:FILE}.
   *
   * @throws IllegalArgumentException with one sentence, which does not repeat the address
   */
  static DatabaseAddress parse(String address) {
    String plain = address.startsWith("jdbc:") ? address.substring(5) : address;
    if (plain.startsWith("sqlite:") && plain.length() > 7) {
      try {
        return new Sqlite(Path.of(plain.substring(7)).toAbsolutePath());
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException("the database's file name cannot be used");
      }
    }
    if (plain.startsWith("postgresql://") || plain.startsWith("postgres://")) {
      return postgresql(plain.substring(plain.indexOf("//")));
    }
    throw new IllegalArgumentException("a database is postgresql://USER@HOST/NAME or sqlite:FILE");
  }

  private static Postgresql postgresql(String rest) {
    URI uri;
    try {
      uri = new URI("postgresql:" + rest);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "the database's address cannot be read; signs such as @ in a password are written %40");
    }
    if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
      throw new IllegalArgumentException("the database's address lacks a host or a name");
    }
    String user = null;
    String password = null;
    if (uri.getRawUserInfo() != null) {
      String[] parts = uri.getRawUserInfo().split(":", 2);
      user = parts[0].isEmpty() ? null : decode(parts[0]);
      password = parts.length > 1 ? decode(parts[1]) : null;
    }
    List<String> options = new ArrayList<>();
    for (String option : uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&")) {
      if (option.startsWith("user=")) {
        user = decode(option.substring(5));
      } else if (option.startsWith("password=")) {
        password = decode(option.substring(9));
      } else if (!option.isEmpty()) {
        options.add(option);
      }
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = options.isEmpty() ? "" : "?" + String.join("&", options);
    return new Postgresql(
        "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query, user, password);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
