package dev.weir.worker;

import dev.weir.client.Json;
import dev.weir.protocol.TaskReady;
import io.smallrye.reactive.messaging.aws.sqs.SqsIncomingMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Takes TaskReady, each in a virtual thread. A message is a hint that may come twice, late or
 * never; it is deleted when its task's end is reported, or when the claim says it is stale.
 * Otherwise it comes again, and the scheduler announces again whatever comes of it.
 */
@ApplicationScoped
class TaskInbox {
  private static final Logger LOG = Logger.getLogger(TaskInbox.class);
  private static final Duration SOON = Duration.ofSeconds(10);

  private final TaskRunner runner;
  private final TaskQueue queue;
  private final Slots slots;

  TaskInbox(TaskRunner runner, TaskQueue queue, Slots slots) {
    this.runner = runner;
    this.queue = queue;
    this.slots = slots;
  }

  @Incoming("tasks")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> receive(Message<String> message) {
    Thread.ofVirtual().name("weir-task").start(() -> handle(message));
    return CompletableFuture.completedFuture(null);
  }

  /** Its slot was taken when the message was asked for. */
  private void handle(Message<String> message) {
    try {
      var receipt = receiptHandle(message);
      if (slots.isClosed()) {
        queue.show(receipt, Duration.ZERO);
        return;
      }
      var ready = Json.read(message.getPayload().getBytes(StandardCharsets.UTF_8), TaskReady.class);
      switch (runner.run(ready, () -> queue.hide(receipt))) {
        case DONE -> message.ack().toCompletableFuture().join();
        case LATER -> queue.show(receipt, SOON);
      }
    } catch (CompletionException e) {
      LOG.warnf("message not deleted, it will come again and be stale cause=%s", e.getCause());
    } catch (RuntimeException e) {
      LOG.errorf(e, "message not handled message=%s", message.getPayload());
    } finally {
      slots.giveBack(1);
    }
  }

  private static String receiptHandle(Message<String> message) {
    return message
        .getMetadata(SqsIncomingMetadata.class)
        .orElseThrow(() -> new IllegalStateException("a message that did not come from SQS"))
        .getMessage()
        .receiptHandle();
  }
}
