package ventricle.engine.store.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import ventricle.engine.store.OwnerFiles;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StoreException.Kind;

/** Connects, migrates, and says in a sentence why it could not. */
final class DatabaseOpener {

  private static final int BUSY_MS = 10_000;
  private static final int CONNECT_S = 5;
  private static final int ANSWER_S = 30;
  private static final int CONNECTIONS = 4;

  private DatabaseOpener() {}

  static Database open(DatabaseAddress address) throws StoreException {
    return switch (address) {
      case DatabaseAddress.Sqlite(Path file) -> sqlite(address, file);
      case DatabaseAddress.Postgresql server -> postgresql(server);
    };
  }

  private static Database sqlite(DatabaseAddress address, Path file) throws StoreException {
    try {
      return OwnerFiles.alone(
          file.resolveSibling(file.getFileName() + ".lock"), () -> sqliteAlone(address, file));
    } catch (IOException e) {
      throw new StoreException(
          Kind.CANNOT_WRITE, "The database's file cannot be created or written to.", e);
    }
  }

  private static Database sqliteAlone(DatabaseAddress address, Path file)
      throws IOException, StoreException {
    if (Files.exists(file)) {
      OwnerFiles.restrict(file); // not opened: closing it again would free the locks of others
    } else {
      OwnerFiles.open(file).close();
    }
    Object key = key(file);
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_MS);
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return open(address, Dialect.SQLITE, source, () -> check(file, key));
  }

  private static void check(Path file, @Nullable Object key) throws StoreException {
    try {
      if (Objects.equals(key, key(file))) {
        return;
      }
    } catch (IOException e) {
      throw new StoreException(Kind.DATABASE_LOST, "The database's file is gone.", e);
    }
    throw new StoreException(Kind.DATABASE_LOST, "The database's file was exchanged.");
  }

  /** What tells a file from another one put in its place; null where the system does not say. */
  private static @Nullable Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  private static Database postgresql(DatabaseAddress.Postgresql server) throws StoreException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setUrl(server.url());
    } catch (IllegalArgumentException e) {
      throw new StoreException(Kind.DATABASE_REFUSED, "The database's address cannot be used.", e);
    }
    source.setUser(server.user());
    source.setPassword(server.password());
    source.setApplicationName("ventricle");
    source.setConnectTimeout(CONNECT_S);
    source.setSocketTimeout(ANSWER_S);
    source.setTcpKeepAlive(true);
    source.setLogServerErrorDetail(false); // it repeats values
    return open(server, Dialect.POSTGRESQL, source, () -> {});
  }

  private static Database open(
      DatabaseAddress address, Dialect dialect, DataSource source, Database.Presence presence)
      throws StoreException {
    try (Connection connection = source.getConnection()) {
      connection.isValid(CONNECT_S);
    } catch (SQLException e) {
      throw Failures.explain(e);
    }
    HikariDataSource pool = pool(source);
    boolean done = false;
    try {
      migrate(dialect, pool);
      Database database = new Database(address, dialect, presence, pool, identity(dialect, pool));
      done = true;
      return database;
    } finally {
      if (!done) {
        pool.close();
      }
    }
  }

  private static HikariDataSource pool(DataSource source) throws StoreException {
    HikariConfig config = new HikariConfig();
    config.setPoolName("ventricle-database");
    config.setDataSource(source);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setIdleTimeout(Duration.ofMinutes(2).toMillis());
    config.setConnectionTimeout(Duration.ofSeconds(CONNECT_S).toMillis());
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw new StoreException(Kind.DATABASE_LOST, "The database cannot be reached.", e);
    }
  }

  private static void migrate(Dialect dialect, DataSource source) throws StoreException {
    String base = "classpath:ventricle/engine/store/db/";
    Flyway flyway =
        Flyway.configure(DatabaseOpener.class.getClassLoader())
            .dataSource(source)
            .locations(base + "common", base + dialect.folder())
            .placeholders(Map.of("bytes", dialect.bytes()))
            .loggers("slf4j")
            .load();
    try {
      for (MigrationInfo info : flyway.info().applied()) {
        if (info.getState().name().startsWith("FUTURE")) {
          throw new StoreException(
              Kind.NEWER_VERSION, "A later version of the program has changed the database.");
        }
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw e.getCause() instanceof SQLException sql
          ? Failures.explain(sql)
          : new StoreException(
              Kind.DATABASE_REFUSED, "The database's tables are not those of this program.", e);
    }
  }

  private static String identity(Dialect dialect, DataSource source) throws StoreException {
    try (Connection connection = source.getConnection()) {
      Statements sql = new Statements(connection);
      sql.update(
          "INSERT INTO store (id, created) SELECT ?, "
              + dialect.now()
              + " WHERE NOT EXISTS (SELECT 1 FROM store)",
          UUID.randomUUID().toString());
      return sql.first("SELECT id FROM store ORDER BY created, id", row -> row.getString(1))
          .orElseThrow();
    } catch (SQLException e) {
      throw Failures.explain(e);
    }
  }
}
