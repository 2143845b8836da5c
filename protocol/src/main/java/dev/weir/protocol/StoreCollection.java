package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A garbage collection of a project's chunks: the one that goes on, or the last.
 *
 * @param preview whether it only finds out what could go
 * @param failure why it could not do it; then nothing was changed that the next can't go on from
 * @param keptRuns whose artifacts it keeps
 * @param droppedRuns whose it does not, and did before
 * @param amounts by what became, or would become, of them: {@code kept}, {@code spared}, {@code
 *     condemned}, {@code waiting}, {@code restored}, {@code deleted}, {@code rewritten}, {@code
 *     scattered}; see docs/storage-gc.md
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoreCollection(
    State state,
    boolean preview,
    Instant beganAt,
    @Nullable Instant endedAt,
    @Nullable String failure,
    long keptRuns,
    long droppedRuns,
    Map<String, Amount> amounts) {
  public StoreCollection {
    amounts = Collections.unmodifiableMap(new TreeMap<>(amounts));
  }

  /** How far it is. */
  public enum State {
    RUNNING,
    DONE,
    FAILED
  }

  /** Packs, chunks in them, and bytes. */
  public record Amount(long packs, long chunks, long bytes) {}
}
