package dev.weir.cli.history;

import java.nio.file.Path;

/** The record of local runs: one SQLite file, which many commands may have open at once. */
public final class LocalRecord implements AutoCloseable {
  private final SqliteDatabase database;

  private LocalRecord(SqliteDatabase database) {
    this.database = database;
  }

  /** Opens the file, and makes it where there is none. */
  public static LocalRecord open(Path file) {
    return new LocalRecord(SqliteDatabase.open(file));
  }

  public RunHistory history() {
    return new SqliteHistory(database);
  }

  public RunRecorder recorder() {
    return new SqliteRecorder(database);
  }

  @Override
  public void close() {
    database.close();
  }
}
