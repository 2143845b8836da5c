package dev.weir.gc;

import dev.weir.gc.ChunkFiles.ChunkFile;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one pass of a {@link Collector} found and did, or would do.
 *
 * @param began before it asked what is needed
 * @param kept of use, as far as it lies in files that stay
 * @param spared of no use and touched within the grace period: by a writer that has yet to say what
 *     for, or it may have been
 * @param condemned of no use from now on; deleted by a pass that begins after the grace period
 * @param waiting condemned by a pass before, not long enough ago
 * @param restored condemned by a pass before, and needed after all
 * @param deleted for good
 * @param rewritten packs of which little was of use: that was stored anew, the rest is condemned
 * @param scattered of no use, in packs of which enough is
 * @param nextDeletion when the first of what is condemned can be deleted
 */
public record PassReport(
    Instant began,
    Duration grace,
    Amount kept,
    Amount spared,
    Amount condemned,
    Amount waiting,
    Amount restored,
    Amount deleted,
    Amount rewritten,
    Amount scattered,
    @Nullable Instant nextDeletion) {

  /** How much of something there is. */
  public record Amount(long files, long chunks, long bytes) {
    static final Amount NONE = new Amount(0, 0, 0);

    /** Both together. */
    public Amount plus(Amount other) {
      return new Amount(files + other.files, chunks + other.chunks, bytes + other.bytes);
    }

    Amount and(ChunkFile file) {
      return new Amount(files + 1, chunks + file.chunks().size(), bytes + file.bytes());
    }

    Amount and(long moreChunks, long moreBytes) {
      return new Amount(files + 1, chunks + moreChunks, bytes + moreBytes);
    }
  }

  /** Whether it leaves nothing to come back for. */
  public boolean isDone() {
    return spared.files() == 0 && condemned.files() == 0 && waiting.files() == 0;
  }
}
