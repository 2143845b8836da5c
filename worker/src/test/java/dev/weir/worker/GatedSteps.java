package dev.weir.worker;

import dev.weir.launcher.Cancellation;
import dev.weir.launcher.LogSink;
import dev.weir.launcher.TaskReport;
import dev.weir.protocol.Digest;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.Transition;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Steps that wait until the test lets them end. */
@Mock
@ApplicationScoped
class GatedSteps implements StepRunner {
  static final TaskOutcome SUCCEEDED =
      new TaskOutcome.Succeeded(Digest.of(new byte[] {1}), new Transition.End());

  private final List<String> started = new CopyOnWriteArrayList<>();
  private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

  @Override
  public TaskReport run(TaskAssignment task, LogSink sink, Cancellation cancellation)
      throws InterruptedException {
    started.add(task.taskId().value());
    sink.started(42);
    gate(task.taskId().value()).await();
    return new TaskReport(SUCCEEDED, Map.of(), 42);
  }

  List<String> started() {
    return started;
  }

  void letEnd(String task) {
    gate(task).countDown();
  }

  private CountDownLatch gate(String task) {
    return gates.computeIfAbsent(task, t -> new CountDownLatch(1));
  }
}
