package dev.weir.worker;

import dev.weir.client.MetadataClient;
import dev.weir.client.Retry;
import dev.weir.launcher.TaskReport;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.Transition;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes one attempt into the record. Asks again for as long as the attempt is ours: metadata-svc
 * may be away, or may not know the run yet, for the scheduler records it beside handing out tasks.
 */
final class AttemptRecorder {
  private static final Logger LOG = Logger.getLogger(AttemptRecorder.class);

  private final MetadataClient metadata;
  private final TaskAssignment task;
  private final String worker;
  private final BooleanSupplier ours;
  private final Instant startedAt = Instant.now();

  AttemptRecorder(
      MetadataClient metadata, TaskAssignment task, String worker, BooleanSupplier ours) {
    this.metadata = metadata;
    this.task = task;
    this.worker = worker;
    this.ours = ours;
  }

  /** Not waited for: the end of the attempt, if it is stored first, stays. */
  void running(long pid) {
    Thread.ofVirtual().name("weir-record-" + task.taskId()).start(() -> storeRunning(pid));
  }

  private void storeRunning(long pid) {
    try {
      store(record(AttemptState.RUNNING, pid, null, null, Map.of(), null, null));
    } catch (ServiceException e) {
      LOG.debugf("start not recorded taskId=%s cause=%s", task.taskId(), e.getMessage());
    }
  }

  /** Whether the attempt counts; it does not if the scheduler has taken it away. */
  boolean ended(TaskReport report) {
    return switch (report.outcome()) {
      case TaskOutcome.Succeeded succeeded ->
          counts(
              record(
                  AttemptState.SUCCEEDED,
                  report.pid(),
                  Instant.now(),
                  succeeded.outputs(),
                  report.artifacts(),
                  succeeded.transition(),
                  succeeded.caught()));
      case TaskOutcome.Failed failed ->
          counts(
              record(
                  AttemptState.FAILED,
                  report.pid(),
                  Instant.now(),
                  null,
                  Map.of(),
                  null,
                  failed.failure()));
      // That an attempt is lost is the scheduler's to say.
      case TaskOutcome.Lost _ -> true;
    };
  }

  void log(LogChunk chunk) {
    persisting(
        () -> {
          metadata.store(chunk);
          return true;
        });
  }

  private boolean counts(AttemptRecord attempt) {
    return store(attempt).state() == attempt.state();
  }

  private AttemptRecord store(AttemptRecord attempt) {
    return persisting(() -> metadata.store(attempt));
  }

  private <T> T persisting(Supplier<T> request) {
    return new Retry(Integer.MAX_VALUE)
        .call(
            () -> {
              try {
                return request.get();
              } catch (ServiceException e) {
                throw e.type() == ProblemType.RUN_NOT_FOUND
                    ? new ServiceException(ProblemType.UNAVAILABLE, e.getMessage(), e)
                    : e;
              }
            },
            ours);
  }

  private AttemptRecord record(
      AttemptState state,
      long pid,
      @Nullable Instant finishedAt,
      @Nullable Digest outputs,
      Map<String, ArtifactRef> artifacts,
      @Nullable Transition transition,
      @Nullable Failure failure) {
    return new AttemptRecord(
        task.runId(),
        task.taskId(),
        task.key(),
        task.attempt(),
        state,
        worker,
        pid == 0 ? null : pid,
        startedAt,
        finishedAt,
        outputs,
        artifacts,
        transition,
        failure,
        null);
  }
}
