package dev.weir.metadata.store;

import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogScrub;
import dev.weir.protocol.LogScrubRequest;
import dev.weir.protocol.LogScrubber;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.RunId;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes lines out of logs for good, and keeps who did. */
@ApplicationScoped
public class LogScrubs {
  private final Runs runs;
  private final Tasks tasks;
  private final LogRepository logs;
  private final LogScrubRepository scrubs;
  private final Clock clock;

  LogScrubs(Runs runs, Tasks tasks, LogRepository logs, LogScrubRepository scrubs, Clock clock) {
    this.runs = runs;
    this.tasks = tasks;
    this.logs = logs;
    this.scrubs = scrubs;
    this.clock = clock;
  }

  /** Only a run's owner may, and only what has ended. Asked again it finds nothing to do. */
  @Transactional
  public List<LogScrub> scrub(RunId id, TaskId task, LogScrubRequest which, Principal principal) {
    var run = runs.require(id);
    if (!run.owner().equals(principal.name())) {
      throw new ServiceException(
          ProblemType.FORBIDDEN,
          "run " + id + " is " + run.owner() + "'s, who alone may scrub its logs");
    }
    var record = tasks.get(id, task);
    if (!record.state().ended()) {
      throw new ServiceException(
          ProblemType.CONFLICT, "task " + task + " has not ended yet; scrub its log when it has");
    }
    logs.lock(run); // a chunk that comes late waits, and then sees that its lines are not wanted
    return record.attempts().stream()
        .filter(attempt -> which.includes(attempt.attempt()))
        .flatMap(attempt -> scrub(run, record, attempt, which, principal).stream())
        .toList();
  }

  @Transactional
  public List<LogScrub> ofRun(RunId run) {
    return scrubs.ofRun(runs.require(run)).stream().map(scrub -> scrub.toScrub(run)).toList();
  }

  private Optional<LogScrub> scrub(
      RunEntity run,
      TaskRecord task,
      AttemptRecord attempt,
      LogScrubRequest which,
      Principal principal) {
    var streams = which.streamsBut(scrubs.streams(run, task.id(), attempt.attempt()));
    if (streams.isEmpty()) {
      return Optional.empty();
    }
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var scrubber = new LogScrubber(streams, principal.name(), at);
    logs.rewrite(run, task, attempt.attempt(), scrubber::next);
    var scrub =
        new LogScrub(
            task.runId(),
            task.id(),
            task.key().step(),
            attempt.attempt(),
            inOrder(streams),
            scrubber.lines(),
            principal.name(),
            at);
    scrubs.persist(new LogScrubEntity(run, scrub));
    return Optional.of(scrub);
  }

  private static List<LogLine.Stream> inOrder(Set<LogLine.Stream> streams) {
    return streams.stream().sorted().toList();
  }
}
