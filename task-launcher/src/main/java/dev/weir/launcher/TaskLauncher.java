package dev.weir.launcher;

import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskOutcome;
import dev.weir.runtime.wire.FromTask.Finished;
import dev.weir.runtime.wire.StoreLocation;
import dev.weir.runtime.wire.ToTask.RunTask;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Runs tasks in processes of their own. A process is kept warm for further tasks of the same code,
 * and thrown away after a failure. Safe for use by many threads, each of which runs one task.
 */
public final class TaskLauncher implements AutoCloseable {
  /** Short tasks that follow one another need no second process. */
  private static final Duration SPARE_DELAY = Duration.ofMillis(500);

  private final LauncherSettings settings;
  private final Function<TaskAssignment, StoreLocation> stores;
  private final Pool pool;
  private final StepVariables variables;
  private final Semaphore slots;
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("weir-launcher-", 0).factory());
  private final AtomicBoolean sparesPlanned = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * @param stores where a task's blobs are
   */
  public TaskLauncher(LauncherSettings settings, Function<TaskAssignment, StoreLocation> stores)
      throws IOException {
    this.settings = settings;
    this.stores = stores;
    this.pool = new Pool(settings);
    this.variables =
        new StepVariables(
            System.getenv(), pool.environment(), source -> new AwsSecrets().read(source));
    this.slots = new Semaphore(settings.slots(), true);
    var period = Duration.ofSeconds(1).plus(settings.reuse().idle().dividedBy(4)).toMillis();
    housekeeping.scheduleWithFixedDelay(pool::evictIdle, period, period, TimeUnit.MILLISECONDS);
    later(this::addSpares);
  }

  /**
   * Runs the task to its end, in the calling thread.
   *
   * @throws InterruptedException when the thread is interrupted; the task's process has been ended
   */
  public TaskReport run(TaskAssignment task, LogSink sink) throws InterruptedException {
    return run(task, sink, new Cancellation());
  }

  /** As above; when it is cancelled, the task is {@link TaskOutcome.Lost} for the reason given. */
  public TaskReport run(TaskAssignment task, LogSink sink, Cancellation cancellation)
      throws InterruptedException {
    var inSlot = task.gang() == null; // its nodes wait for each other: all of them have to run
    if (inSlot) {
      slots.acquire();
    }
    try {
      return runInSlot(task, sink, cancellation);
    } catch (SecretException e) {
      var failure = new Failure(FailureKind.USER_ERROR, e.getMessage(), null);
      return new TaskReport(new TaskOutcome.Failed(failure), Map.of(), 0);
    } catch (StartFailedException e) {
      var outcome =
          closed
              ? new TaskOutcome.Lost("the launcher was closed")
              : new TaskOutcome.Failed(new Failure(FailureKind.PLATFORM, e.getMessage(), null));
      return new TaskReport(outcome, Map.of(), 0);
    } finally {
      if (inSlot) {
        slots.release();
      }
    }
  }

  private TaskReport runInSlot(TaskAssignment task, LogSink sink, Cancellation cancellation)
      throws StartFailedException, SecretException, InterruptedException {
    var key = new Pool.Key(task.project(), task.codePackage(), variables(task));
    var first = pool.take(key);
    var report = runIn(first, key, task, sink, cancellation);
    if (report.isPresent()) {
      return report.get();
    }
    // The process had died while it was idle. A new one gets one more chance.
    return runIn(pool.fresh(key.variables()), key, task, sink, cancellation)
        .orElseThrow(
            () -> new StartFailedException("a task process ended before it took the task", null));
  }

  /** An attempt that only records what went before needs none of the step's. */
  private Variables variables(TaskAssignment task) throws SecretException {
    var settings = task.settings();
    return settings == null || task.fallback() != null ? Variables.NONE : variables.of(settings);
  }

  /** Nothing when the process did not take the task. */
  private Optional<TaskReport> runIn(
      Pool.Member member,
      Pool.Key key,
      TaskAssignment assignment,
      LogSink sink,
      Cancellation cancellation)
      throws StartFailedException, InterruptedException {
    var process = member.process();
    var running = new RunningTask(sink);
    try {
      process.awaitReady();
      process.run(frame(assignment), running);
      addSparesSoon();
      var finished = await(process, running, cancellation);
      keep(member, key, finished);
      later(pool::prepare);
      return finished.map(end -> new TaskReport(end.outcome(), end.artifacts(), process.pid()));
    } catch (InterruptedException e) {
      end(process, running);
      throw e;
    }
  }

  private static Optional<Finished> await(
      ChildProcess process, RunningTask running, Cancellation cancellation)
      throws InterruptedException {
    try (var _ = cancellation.onCancel(reason -> process.stop(running, reason))) {
      return running.end().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private RunTask frame(TaskAssignment assignment) {
    return new RunTask(token(), assignment, stores.apply(assignment), settings.codeCache());
  }

  /** Unlike anything that a step prints. */
  private static String token() {
    var random = ThreadLocalRandom.current();
    return "weir-" + new UUID(random.nextLong(), random.nextLong());
  }

  private void keep(Pool.Member member, Pool.Key key, Optional<Finished> finished) {
    if (finished.isPresent() && finished.get().unfit() == null) {
      pool.giveBack(member, key);
      return;
    }
    member.process().stop();
  }

  /** Returns once the interrupted task's process is gone, or will be in a moment. */
  private void end(ChildProcess process, RunningTask running) {
    running.stop("the task was interrupted");
    process.stop();
    try {
      var patience = settings.patience().stop().plusSeconds(5);
      process.ended().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      process.kill();
    }
  }

  private void later(Runnable work) {
    try {
      housekeeping.execute(work);
    } catch (RejectedExecutionException e) {
      // The launcher was closed; nobody needs it any more.
    }
  }

  private void addSparesSoon() {
    if (settings.reuse().refill() && sparesPlanned.compareAndSet(false, true)) {
      try {
        housekeeping.schedule(this::addSpares, SPARE_DELAY.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        // As above.
      }
    }
  }

  private void addSpares() {
    sparesPlanned.set(false);
    try {
      pool.addSpares();
    } catch (StartFailedException e) {
      // Whoever needs a process will meet the same, and can tell somebody.
    }
  }

  /** Ends every process and waits until all of them are gone. */
  @Override
  public void close() {
    closed = true;
    housekeeping.shutdownNow();
    pool.close();
  }
}
