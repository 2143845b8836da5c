package dev.weir.cli.store;

import dev.weir.gc.Usage;
import dev.weir.protocol.RunRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How much is there, and what keeping everything once and compressed saves.
 *
 * @param collected how many runs have lost their artifacts to a garbage collection
 * @param referred as many bytes as runs' artifacts and code have, each as often as a run uses it
 * @param distinct the same, each chunk once
 * @param used what the files of those chunks take
 * @param unused what files take of which no run has any use
 */
public record StoreStats(
    long runs,
    long collected,
    long referred,
    long distinct,
    long used,
    long unused,
    long files,
    long chunks,
    List<FlowShare> flows) {

  /**
   * What the runs of one flow have.
   *
   * @param alone what would be freed if all of them went
   * @param missing how many of their chunks are not here
   */
  public record FlowShare(
      String flow, long runs, long referred, long stored, long alone, long missing) {}

  /** Reads the record and the files' names; no artifact. */
  public static StoreStats of(LocalStore store) throws IOException {
    var counts = new Counts();
    store
        .files()
        .inUse(
            file -> {
              counts.files++;
              counts.chunks += file.chunks().size();
            });
    var usage = new Usage(store.files(), store.store(), store.chunks(), store.runs());
    var runsOf = new TreeMap<String, List<RunRecord>>();
    store
        .runs()
        .runs(
            run -> {
              if (run.collected() == null) {
                counts.runs++;
                runsOf.computeIfAbsent(run.flow(), _ -> new ArrayList<>()).add(run);
              } else {
                counts.collected++;
              }
            });
    for (var flow : runsOf.entrySet()) {
      for (var run : flow.getValue()) {
        usage.count(run, _ -> flow.getKey());
      }
    }
    var flows = new ArrayList<FlowShare>();
    for (var share : usage.shares()) {
      flows.add(
          new FlowShare(
              share.name(),
              Optional.ofNullable(runsOf.get(share.name())).map(List::size).orElse(0),
              share.referred(),
              share.total(),
              share.unique(),
              share.missing()));
    }
    return new StoreStats(
        counts.runs,
        counts.collected,
        flows.stream().mapToLong(FlowShare::referred).sum(),
        usage.raw(),
        usage.used(),
        usage.unused(),
        counts.files,
        counts.chunks,
        flows);
  }

  private static final class Counts {
    private long files;
    private long chunks;
    private long runs;
    private long collected;
  }
}
