package dev.weir.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * One SQLite file that several commands may use at once: readers never wait (WAL), writers wait for
 * each other. Safe for use by many threads.
 */
final class SqliteDatabase implements AutoCloseable {
  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(30);
  private static final int SCHEMA_VERSION = 6;

  /** The oldest that is brought forward. */
  private static final int FIRST_KEPT = 2;

  private final Path file;
  private final Connection connection;

  /** By their text: few, and each is run again and again. */
  private final Map<String, PreparedStatement> updates = new HashMap<>();

  private SqliteDatabase(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /** Reads one row of an answer. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Changes that take effect together; says how many rows it changed. */
  @FunctionalInterface
  interface Change {
    int run() throws SQLException;
  }

  static SqliteDatabase open(Path file) {
    try {
      var database = new SqliteDatabase(file, connect(file));
      database.migrate();
      return database;
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  private static Connection connect(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.enforceForeignKeys(true);
    // Or two writers that both began by reading fail at once instead of waiting.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    // DriverManager would look for drivers in every jar there is.
    return config.createConnection("jdbc:sqlite:" + file);
  }

  synchronized <T> List<T> query(String sql, Row<T> row, @Nullable Object... arguments) {
    try (var statement = connection.prepareStatement(sql)) {
      bind(statement, arguments);
      try (var result = statement.executeQuery()) {
        var rows = new ArrayList<T>();
        while (result.next()) {
          rows.add(row.read(result));
        }
        return rows;
      }
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  synchronized int change(Change change) {
    if (Files.notExists(file)) {
      throw new RecordException(
          RecordException.Kind.UNAVAILABLE,
          "the record of local runs, " + file + ", is gone: somebody has removed it");
    }
    try {
      connection.setAutoCommit(false);
      try {
        int rows = change.run();
        connection.commit();
        return rows;
      } catch (SQLException | RuntimeException e) {
        takeBack(e);
        throw e;
      } finally {
        leaveTransaction();
      }
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /** Where the disk is full SQLite has done so itself, and says that there is nothing to do. */
  private void takeBack(Exception because) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  /** Must not hide what went wrong before. */
  private void leaveTransaction() {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      // It is left all the same.
    }
  }

  /**
   * Writes the files anew, so that nothing is left in them of what was changed or removed. By a
   * connection of its own: the driver may still hold statements of this one.
   */
  void rewrite() {
    try (var own = connect(file);
        var statement = own.createStatement()) {
      statement.execute("VACUUM");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /** One statement; call it inside {@link #change}. */
  int update(String sql, @Nullable Object... arguments) throws SQLException {
    var statement = updates.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      updates.put(sql, statement);
    }
    bind(statement, arguments);
    return statement.executeUpdate();
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... arguments)
      throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
  }

  private void migrate() {
    if (version() == SCHEMA_VERSION) {
      return;
    }
    change(
        () -> {
          int version = version(); // again: another command may have been quicker
          if (version > SCHEMA_VERSION) {
            throw new RecordException(
                file + " was written by a newer Weir; use that one to read it");
          }
          if (version > 0 && version < FIRST_KEPT) {
            throw new RecordException(
                file
                    + " was written by a Weir before its first release; move its folder away and"
                    + " run the flows again");
          }
          if (version == 0) {
            updateAll("schema.sql");
          }
          for (int next = Math.max(version, FIRST_KEPT) + 1; next <= SCHEMA_VERSION; next++) {
            updateAll("schema-" + next + ".sql");
          }
          update("PRAGMA user_version = " + SCHEMA_VERSION);
          return 1;
        });
  }

  private int version() {
    return query("PRAGMA user_version", row -> row.getInt(1)).getFirst();
  }

  private void updateAll(String name) throws SQLException {
    for (var statement : text(name).split(";\\s*\n")) {
      update(statement);
    }
  }

  private static String text(String name) {
    try (var sql = SqliteDatabase.class.getResourceAsStream(name)) {
      if (sql == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("can't read " + name, e);
    }
  }

  private static RecordException failure(Path file, SQLException e) {
    return new RecordException(
        RecordException.Kind.UNAVAILABLE,
        "can't use the record of local runs, " + file + ": " + e.getMessage() + advice(e));
  }

  /** By SQLite's primary result code. */
  private static String advice(SQLException e) {
    return switch (e.getErrorCode() & 0xff) {
      case 8, 14 ->
          ". It needs write access to that folder; --state-dir or WEIR_HOME names another";
      case 10, 13 -> ". Is the disk full? Free some space there, then go on";
      case 11, 26 -> ". The file is damaged; move it away to begin a new one";
      default -> "";
    };
  }
}
