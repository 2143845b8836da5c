package dev.weir.worker;

import dev.weir.client.SchedulerClient;
import dev.weir.launcher.Cancellation;
import dev.weir.protocol.ClaimRequest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Renews the lease of one attempt, and keeps its message hidden, until closed. When the scheduler
 * says that the attempt is not ours any more, its task is cancelled. While the scheduler can't be
 * reached the task runs on: nobody takes the attempt away meanwhile, and its result is stale in the
 * worst case.
 */
final class LeaseKeeper implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LeaseKeeper.class);

  private final SchedulerClient scheduler;
  private final TaskId task;
  private final ClaimRequest claim;
  private final Cancellation cancellation;
  private final Runnable hideMessage;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean lost;

  private LeaseKeeper(
      SchedulerClient scheduler,
      TaskId task,
      ClaimRequest claim,
      Cancellation cancellation,
      Runnable hideMessage) {
    this.scheduler = scheduler;
    this.task = task;
    this.claim = claim;
    this.cancellation = cancellation;
    this.hideMessage = hideMessage;
  }

  static LeaseKeeper start(
      SchedulerClient scheduler,
      TaskId task,
      ClaimRequest claim,
      Duration interval,
      Cancellation cancellation,
      Runnable hideMessage) {
    var keeper = new LeaseKeeper(scheduler, task, claim, cancellation, hideMessage);
    Thread.ofVirtual().name("weir-lease-" + task).start(() -> keeper.keep(interval));
    return keeper;
  }

  /** Whether the attempt is ours as far as we know, and we still work on it. */
  boolean isHeld() {
    return !lost && closed.getCount() > 0;
  }

  private void keep(Duration interval) {
    try {
      while (!lost && !closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        hideMessage.run();
        renew();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew() {
    try {
      scheduler.renew(task, claim);
    } catch (ServiceException e) {
      if (e.type() == ProblemType.STALE_TASK || e.type() == ProblemType.TASK_NOT_FOUND) {
        lost = true;
        cancellation.cancel("the attempt is no longer this worker's: " + e.getMessage());
        return;
      }
      LOG.warnf(
          "lease not renewed, will try again taskId=%s attempt=%d cause=%s",
          task, claim.attempt(), e.getMessage());
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
