package dev.weir.cli.store;

import dev.weir.cli.UserError;
import dev.weir.gc.Collector;
import dev.weir.gc.Marking;
import dev.weir.gc.PassReport;
import dev.weir.gc.Retention;
import dev.weir.gc.RunNeeds;
import dev.weir.gc.RunNeeds.DroppedRun;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A garbage collection of this machine's blobs. */
public final class LocalGc {
  /**
   * A writer's claim on a file shows to the hour, and a run's artifacts are recorded at the end of
   * their task: with less nothing may run beside.
   */
  public static final Duration SAFE_GRACE = Duration.ofHours(2);

  /** A pack of which less is of use is written anew. */
  private static final double REWRITE_BELOW = 0.5;

  private final LocalStore store;
  private final Retention retention;
  private final Duration grace;

  public LocalGc(LocalStore store, Retention retention, Duration grace) {
    this.store = store;
    this.retention = retention;
    this.grace = grace;
  }

  /**
   * What was done, or would be.
   *
   * @param keptRuns how many runs the rules keep
   * @param dropped those they don't
   * @param damages what kept runs lack
   * @param damaged how much of that there is
   */
  public record Result(
      boolean preview,
      Retention retention,
      long keptRuns,
      List<DroppedRun> dropped,
      List<Marking.Damage> damages,
      long damaged,
      PassReport pass) {}

  /** What {@link #delete} would do. */
  public Result preview() throws IOException {
    var needs = needs(true);
    return result(true, needs, List.of(), collector(needs).preview());
  }

  /** Drops runs and removes what can go. */
  public Result delete() throws Exception {
    try (var _ = store.lock()) {
      if (grace.compareTo(SAFE_GRACE) < 0 && store.isInMotion()) {
        throw new UserError(
            "a run is in motion; with a --grace below 2h, what it has just stored might go."
                + " Wait for its end, or use a longer one");
      }
      var needs = needs(false);
      var collector = collector(needs);
      var pass = collector.collect();
      var dropped = new ArrayList<>(needs.dropped());
      if (grace.isZero()) {
        pass = second(pass, collector.collect());
      }
      return result(false, needs, dropped, pass);
    }
  }

  /** Without a grace period, what the first pass condemned is deleted by another right after it. */
  private static PassReport second(PassReport first, PassReport then) {
    return new PassReport(
        first.began(),
        first.grace(),
        then.kept(),
        then.spared(),
        then.condemned(),
        then.waiting(),
        first.restored().plus(then.restored()),
        first.deleted().plus(then.deleted()),
        first.rewritten().plus(then.rewritten()),
        then.scattered(),
        then.nextDeletion());
  }

  private RunNeeds needs(boolean preview) {
    var history = store.history();
    return new RunNeeds(
        store.runs(),
        store.store(),
        store.chunks(),
        retention,
        (run, by) -> {
          if (!preview) {
            history.collect(run, by);
          }
        },
        Clock.systemUTC());
  }

  private Collector collector(RunNeeds needs) {
    return new Collector(needs, store.files(), grace, REWRITE_BELOW, Clock.systemUTC());
  }

  private Result result(
      boolean preview, RunNeeds needs, List<DroppedRun> dropped, PassReport pass) {
    return new Result(
        preview,
        retention,
        needs.kept(),
        preview ? needs.dropped() : dropped,
        needs.damages(),
        needs.damaged(),
        pass);
  }
}
