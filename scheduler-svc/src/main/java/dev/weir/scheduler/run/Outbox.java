package dev.weir.scheduler.run;

import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.Principal;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.SystemTags;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What metadata-svc has yet to be told, written in the transaction that made it true. An entry is
 * taken for a while, sent, and only then removed; whoever dies in between leaves it to be taken
 * again.
 */
@ApplicationScoped
public class Outbox {
  private static final String RUNTIME = "mesh";

  private final OutboxRepository outbox;
  private final RunRepository runs;
  private final KnownPackages packages;
  private final Clock clock;

  Outbox(OutboxRepository outbox, RunRepository runs, KnownPackages packages, Clock clock) {
    this.outbox = outbox;
    this.runs = runs;
    this.packages = packages;
    this.clock = clock;
  }

  /**
   * One thing to tell: an attempt's record, or else the run's, as it stands at this moment and not
   * as it stood when the entry was made.
   */
  public record Entry(
      long id, int tries, Principal owner, RunRecord run, Optional<AttemptRecord> attempt) {}

  public List<Entry> take(int limit) {
    return QuarkusTransaction.requiringNew()
        .call(() -> entries(outbox.take(null, clock.instant(), limit)));
  }

  public List<Entry> take(RunId run, int limit) {
    return QuarkusTransaction.requiringNew()
        .call(() -> entries(outbox.take(Numbers.of(run), clock.instant(), limit)));
  }

  public void done(Entry entry) {
    QuarkusTransaction.requiringNew().run(() -> outbox.deleteById(entry.id()));
  }

  private List<Entry> entries(List<Long> ids) {
    return ids.stream().map(outbox::findById).map(this::entry).toList();
  }

  private Entry entry(OutboxEntity row) {
    var run = runs.findById(row.runId);
    return new Entry(row.id, row.tries, new Principal(run.owner), record(run), row.attemptRecord());
  }

  private RunRecord record(RunEntity run) {
    var systemTags = SystemTags.of(run.owner, RUNTIME, packages.of(run), run.createdAt);
    return new RunRecord(
        run.runId(),
        run.inProject(),
        run.owner,
        run.flow,
        run.packageDigest(),
        run.parameterValues(),
        SystemTags.without(systemTags, run.tagList()),
        systemTags,
        run.state,
        run.createdAt,
        run.finishedAt,
        null,
        run.knownProvenance());
  }
}
