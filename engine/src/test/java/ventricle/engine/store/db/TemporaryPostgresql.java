package ventricle.engine.store.db;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server that lives as long as the tests, from the programs installed here. */
final class TemporaryPostgresql {

  static final String USER = "ada";
  static final String PASSWORD = "pa55/w@rd";

  private static final List<TemporaryPostgresql> SHARED = new ArrayList<>();

  private final Path programs;
  private final Path folder;
  private final int port;
  private @Nullable String shared;

  private TemporaryPostgresql(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** The folder with initdb and pg_ctl, the newest where there are several. */
  static Optional<Path> programs() {
    try (Stream<Path> versions =
        Files.isDirectory(Path.of("/usr/lib/postgresql"))
            ? Files.list(Path.of("/usr/lib/postgresql"))
            : Stream.empty()) {
      Stream<Path> named =
          Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
      return Stream.concat(
              named, versions.sorted(Comparator.reverseOrder()).map(v -> v.resolve("bin")))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .filter(bin -> Files.isExecutable(bin.resolve("pg_ctl")))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The server that all tests of a run share. */
  static TemporaryPostgresql running() throws IOException, InterruptedException {
    synchronized (SHARED) {
      if (SHARED.isEmpty()) {
        SHARED.add(start());
      }
      return SHARED.getFirst();
    }
  }

  /** A server of one's own. */
  static TemporaryPostgresql start() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ventricle-postgresql");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    TemporaryPostgresql server = new TemporaryPostgresql(programs().orElseThrow(), folder, port);
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    if (root()) {
      for (Path path : List.of(folder, password)) {
        Files.setOwner(
            path,
            path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
      }
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    server.run(
        "initdb",
        "--pgdata=" + folder.resolve("data"),
        "--username=" + USER,
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync");
    server.up();
    Runtime.getRuntime().addShutdownHook(new Thread(server::end));
    return server;
  }

  /** Starts the server, also after {@link #down}. */
  void up() throws IOException, InterruptedException {
    run(
        "pg_ctl",
        "--pgdata=" + folder.resolve("data"),
        "--log=" + folder.resolve("log"),
        "--wait",
        "--options=-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
            + folder
            + " -c fsync=off",
        "start");
  }

  /** Stops it as a power cut would. */
  void down() throws IOException, InterruptedException {
    run("pg_ctl", "--pgdata=" + folder.resolve("data"), "--mode=immediate", "--wait", "stop");
  }

  /** One database for all who empty it before they use it. */
  synchronized String sharedDatabase() throws SQLException {
    if (shared == null) {
      shared = database();
    }
    return shared;
  }

  /** An empty database of its own. */
  String database() throws SQLException {
    String name = "v" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return name;
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, PASSWORD);
  }

  DatabaseAddress address(String database) {
    return DatabaseAddress.parse(
        "postgresql://" + USER + ":pa55%2Fw%40rd@127.0.0.1:" + port + "/" + database);
  }

  private void end() {
    try {
      down();
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    } catch (IOException | InterruptedException e) {
      System.err.println("the temporary PostgreSQL is left over: " + e.getClass().getSimpleName());
    }
  }

  /** The programs refuse to run as root. */
  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  private void run(String program, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (root()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(options));
    Path output = Files.createTempFile("ventricle-postgresql", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    String said = Files.readString(output);
    Files.delete(output);
    if (!ended || process.exitValue() != 0) {
      throw new IOException(program + " failed: " + said);
    }
  }
}
