package dev.weir.gc;

import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.gc.ChunkFiles.ChunkFile;
import dev.weir.gc.ChunkFiles.StoredChunk;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes chunks that nobody needs, while others write. A pass marks what is needed, condemns files
 * of which nothing is and that nobody touched for the grace period, and deletes what was condemned
 * a grace period before it began to mark: so a chunk goes only when two passes, that far apart, did
 * not find it needed, and nobody asked for it between them. All it knows is in the store; a pass
 * that died is followed by another.
 *
 * <p>Safe while a writer says what it has a chunk for within the grace period after it stored the
 * chunk, or learned that it need not; clocks may differ by less than the grace period. Only one
 * pass at a time.
 */
public final class Collector {
  private final Needs needs;
  private final ChunkFiles files;
  private final Duration grace;
  private final double rewriteBelow;
  private final Clock clock;

  /** Who knows which chunks are needed. */
  @FunctionalInterface
  public interface Needs {

    /** All that was recorded before; throws when it can't say. */
    DigestSet marked() throws IOException;
  }

  /**
   * A collector of one store.
   *
   * @param rewriteBelow the part of a pack's bytes that has to be of use for it to stay as it is
   */
  public Collector(
      Needs needs, ChunkFiles files, Duration grace, double rewriteBelow, Clock clock) {
    if (grace.isNegative() || rewriteBelow < 0 || rewriteBelow > 1) {
      throw new IllegalArgumentException(grace + ", " + rewriteBelow);
    }
    this.needs = needs;
    this.files = files;
    this.grace = grace;
    this.rewriteBelow = rewriteBelow;
    this.clock = clock;
  }

  /** One pass. */
  public PassReport collect() throws IOException {
    return new Pass(files).run();
  }

  /** What a pass would do now. */
  public PassReport preview() throws IOException {
    return new Pass(new UnchangedFiles(files)).run();
  }

  private final class Pass {
    private final ChunkFiles files;
    private final Instant began = clock.instant();

    /** Needed chunks that are in a file which stays. */
    private final DigestSet held = new DigestSet();

    private final List<ChunkFile> sparse = new ArrayList<>();
    private DigestSet needed = new DigestSet();
    private PassReport.Amount kept = PassReport.Amount.NONE;
    private PassReport.Amount spared = PassReport.Amount.NONE;
    private PassReport.Amount condemned = PassReport.Amount.NONE;
    private PassReport.Amount waiting = PassReport.Amount.NONE;
    private PassReport.Amount restored = PassReport.Amount.NONE;
    private PassReport.Amount deleted = PassReport.Amount.NONE;
    private PassReport.Amount rewritten = PassReport.Amount.NONE;
    private PassReport.Amount scattered = PassReport.Amount.NONE;
    private @Nullable Instant nextDeletion;

    Pass(ChunkFiles files) {
      this.files = files;
    }

    PassReport run() throws IOException {
      needed = needs.marked();
      // Those first that are full of what is needed: a chunk may be in two files.
      files.inUse(this::keepDense);
      for (var file : sparse) {
        reduce(file);
      }
      // Those last: what is needed of them may be in use elsewhere.
      files.condemned(this::judge);
      return new PassReport(
          began,
          grace,
          kept,
          spared,
          condemned,
          waiting,
          restored,
          deleted,
          rewritten,
          scattered,
          nextDeletion);
    }

    private void keepDense(ChunkFile file) {
      var useful = useful(file);
      var bytes = bytes(useful);
      if (useful.isEmpty() || bytes < rewriteBelow * bytes(file.chunks())) {
        sparse.add(file);
        return;
      }
      keep(file, useful);
    }

    private void keep(ChunkFile file, List<StoredChunk> useful) {
      useful.forEach(chunk -> held.add(chunk.sha256()));
      kept = kept.and(useful.size(), bytes(useful));
      var dead = file.chunks().size() - useful.size();
      if (dead > 0) {
        scattered = scattered.and(dead, bytes(file.chunks()) - bytes(useful));
      }
    }

    /** Of this file little is needed, or nothing. */
    private void reduce(ChunkFile file) throws IOException {
      var useful = useful(file);
      if (file.touched().isAfter(began.minus(grace))) {
        if (useful.isEmpty()) {
          spared = spared.and(file);
        } else {
          keep(file, useful);
        }
        return;
      }
      if (!useful.isEmpty() && !rewrites(file, useful)) {
        keep(file, useful);
        return;
      }
      var now = clock.instant();
      if (files.condemn(file, now)) {
        condemned = condemned.and(file);
        awaits(now);
      } else {
        spared = spared.and(file);
      }
    }

    /** Not where what is needed of it is damaged: that is for {@code weir store verify} to say. */
    private boolean rewrites(ChunkFile file, List<StoredChunk> useful) throws IOException {
      try {
        var bytes = files.rewrite(file, useful);
        useful.forEach(chunk -> held.add(chunk.sha256()));
        rewritten = rewritten.and(useful.size(), bytes);
        return true;
      } catch (CorruptBlobException e) {
        return false;
      }
    }

    private void judge(ChunkFile file) throws IOException {
      var since = file.condemned();
      if (since == null) {
        throw new IllegalStateException(file.name() + " is not condemned");
      }
      var useful = useful(file);
      if (!useful.isEmpty()) {
        files.restore(file);
        useful.forEach(chunk -> held.add(chunk.sha256()));
        restored = restored.and(file);
      } else if (since.isAfter(began.minus(grace))) {
        // Those of this very pass have been counted.
        if (since.isBefore(began)) {
          waiting = waiting.and(file);
        }
        awaits(since);
      } else if (files.delete(file)) {
        deleted = deleted.and(file);
      }
    }

    private void awaits(Instant since) {
      var then = since.plus(grace);
      if (nextDeletion == null || then.isBefore(nextDeletion)) {
        nextDeletion = then;
      }
    }

    private List<StoredChunk> useful(ChunkFile file) {
      return file.chunks().stream()
          .filter(chunk -> needed.contains(chunk.sha256()) && !held.contains(chunk.sha256()))
          .toList();
    }

    private static long bytes(List<StoredChunk> chunks) {
      return chunks.stream().mapToLong(StoredChunk::stored).sum();
    }
  }
}
