package dev.weir.worker;

import dev.weir.client.Json;
import dev.weir.client.Retry;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskFinished;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Sends TaskFinished. It may go out twice; the scheduler knows an attempt that has ended. */
@ApplicationScoped
class TaskEvents implements EventSink {
  private static final long PATIENCE_SECONDS = 20;

  private final Emitter<String> events;

  /** Each sender waits for the answer, so what is buffered is bounded by the slots. */
  TaskEvents(
      @Channel("task-events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          Emitter<String> events) {
    this.events = events;
  }

  @Override
  public void send(TaskFinished event, BooleanSupplier goOn) {
    new Retry(Integer.MAX_VALUE)
        .call(
            () -> {
              sendOnce(Json.text(event));
              return true;
            },
            goOn);
  }

  private void sendOnce(String event) {
    CompletableFuture<Void> sent = events.send(event).toCompletableFuture();
    try {
      sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ServiceException(ProblemType.UNAVAILABLE, "SQS takes no event: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException(ProblemType.UNAVAILABLE, "interrupted sending an event", e);
    }
  }
}
