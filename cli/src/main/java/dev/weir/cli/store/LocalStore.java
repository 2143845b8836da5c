package dev.weir.cli.store;

import dev.weir.artifact.BlobStore;
import dev.weir.artifact.LocalBlobStore;
import dev.weir.artifact.RecordCache;
import dev.weir.artifact.chunks.LocalChunks;
import dev.weir.cli.ExitCode;
import dev.weir.cli.UserError;
import dev.weir.client.RunFilter;
import dev.weir.gc.BlobChunks;
import dev.weir.gc.BlobManifests;
import dev.weir.gc.LocalChunkFiles;
import dev.weir.gc.RunSource;
import dev.weir.history.LocalRecord;
import dev.weir.history.RunHistory;
import dev.weir.history.StateDirectory;
import dev.weir.protocol.RunState;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

/** The blobs of this machine, and the record of runs that says what they are for. */
public final class LocalStore implements AutoCloseable {
  private final StateDirectory state;
  private final LocalRecord record;
  private final BlobStore store;
  private final BlobChunks chunks;

  private LocalStore(StateDirectory state) {
    this.state = state;
    this.record = LocalRecord.open(state.database());
    this.store = new RecordCache(new LocalBlobStore(state.blobs()));
    this.chunks = new BlobManifests(new LocalChunks(state.blobs()));
  }

  /** Refused where nothing has ever run. */
  public static LocalStore open(StateDirectory state) {
    if (!Files.exists(state.database())) {
      throw new UserError(
          "no run was ever recorded in "
              + state.root()
              + "; --state-dir or WEIR_HOME names another");
    }
    return new LocalStore(state);
  }

  public Path root() {
    return state.blobs();
  }

  public RunHistory history() {
    return record.history();
  }

  public RunSource runs() {
    return new HistoryRuns(record.history());
  }

  public BlobStore store() {
    return store;
  }

  public BlobChunks chunks() {
    return chunks;
  }

  public LocalChunkFiles files() {
    return new LocalChunkFiles(state.blobs(), Clock.systemUTC());
  }

  /** Whether some run goes on, or is said to. */
  public boolean isInMotion() {
    return !record.history().runs(RunFilter.newest(1).inState(RunState.RUNNING)).isEmpty();
  }

  /** Keeps other collections out until it is closed. */
  public AutoCloseable lock() throws IOException {
    var file = state.root().resolve("gc.lock");
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new UserError(
          ExitCode.UNAVAILABLE, "another 'weir store gc' is at work in " + state.root());
    }
    return channel;
  }

  @Override
  public void close() {
    record.close();
  }
}
