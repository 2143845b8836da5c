package dev.weir.gc;

import dev.weir.artifact.BlobStore;
import dev.weir.protocol.Collected;
import dev.weir.protocol.Digest;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What the runs need that a {@link Retention} keeps. Drops the others first: a run that was dropped
 * stays so, whatever the rules and its tags are later, for nobody could say what is left of it.
 */
public final class RunNeeds implements Collector.Needs {
  private final RunSource source;
  private final BlobStore store;
  private final BlobChunks chunks;
  private final Retention retention;
  private final BiConsumer<RunId, Collected> drop;
  private final Clock clock;
  private final List<DroppedRun> dropped = new ArrayList<>();
  private Marking marking;
  private long kept;

  /**
   * A run that the rules don't keep.
   *
   * @param bytes of its artifacts and code, uncompressed, that no kept run has
   */
  public record DroppedRun(RunId run, String flow, Instant createdAt, String rule, long bytes) {}

  /**
   * @param drop records that a run is dropped; does nothing where only a preview is wanted
   */
  public RunNeeds(
      RunSource source,
      BlobStore store,
      BlobChunks chunks,
      Retention retention,
      BiConsumer<RunId, Collected> drop,
      Clock clock) {
    this.source = source;
    this.store = store;
    this.chunks = chunks;
    this.retention = retention;
    this.drop = drop;
    this.clock = clock;
    this.marking = new Marking(chunks);
  }

  @Override
  public DigestSet marked() throws IOException {
    var now = clock.instant();
    var rules = new KeptRuns(retention, now);
    source.runs(rules::add);
    var goes = rules.dropped();
    goes.forEach((run, rule) -> drop.accept(run, new Collected(now, rule)));
    marking = new Marking(chunks);
    kept = 0;
    try {
      mark(goes);
      weigh(goes);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return marking.marked();
  }

  private void mark(Map<RunId, String> goes) {
    var references = new References(store, marking);
    source.runs(
        run -> {
          if (run.collected() == null && !goes.containsKey(run.id())) {
            kept++;
            follow(references, run);
          }
        });
  }

  /** How much only the dropped have; what several of them have counts for the first. */
  private void weigh(Map<RunId, String> goes) {
    dropped.clear();
    if (goes.isEmpty()) {
      return;
    }
    var sizes = new Weighing();
    var references = new References(store, sizes);
    source.runs(
        run -> {
          var rule = goes.get(run.id());
          if (rule != null) {
            sizes.bytes = 0;
            follow(references, run);
            dropped.add(new DroppedRun(run.id(), run.flow(), run.createdAt(), rule, sizes.bytes));
          }
        });
  }

  private void follow(References references, RunRecord run) {
    try {
      references.of(run, source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that the last marking dropped. */
  public List<DroppedRun> dropped() {
    return List.copyOf(dropped);
  }

  /** How many runs it kept. */
  public long kept() {
    return kept;
  }

  /** What kept runs need and is not there, or damaged. */
  public List<Marking.Damage> damages() {
    return marking.damages();
  }

  /** How much of that there is. */
  public long damaged() {
    return marking.damaged();
  }

  /** Adds up blobs that nothing kept has. */
  private final class Weighing implements Findings {
    private final DigestSet seen = new DigestSet();
    private long bytes;

    @Override
    public void blob(Use use, Digest blob) {
      if (!marking.marked().contains(blob.sha256()) && seen.add(blob.sha256())) {
        bytes += blob.size();
      }
    }

    @Override
    public boolean enters(Class<?> kind, Digest blob) {
      return true;
    }

    @Override
    public void unreadable(Use use, Digest blob, Exception why) {
      // It was to go.
    }
  }
}
