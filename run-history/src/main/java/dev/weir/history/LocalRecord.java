package dev.weir.history;

import java.nio.file.Path;

/** The record of local runs: one SQLite file, which many commands may have open at once. */
public final class LocalRecord implements AutoCloseable {
  private final SqliteDatabase database;
  private final SqliteRecorder recorder;

  private LocalRecord(SqliteDatabase database) {
    this.database = database;
    this.recorder = new SqliteRecorder(database);
  }

  /** Opens the file, and makes it where there is none. */
  public static LocalRecord open(Path file) {
    return new LocalRecord(SqliteDatabase.open(file));
  }

  public RunHistory history() {
    return new SqliteHistory(database);
  }

  public RunRecorder recorder() {
    return recorder;
  }

  /** Stores later what it is given, in that order and many at once; close it before this. */
  public QueuedRecorder queuedRecorder() {
    return new QueuedRecorder(database, recorder);
  }

  @Override
  public void close() {
    database.close();
  }
}
