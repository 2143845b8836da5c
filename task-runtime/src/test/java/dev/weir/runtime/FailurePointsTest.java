package dev.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.artifact.WatchedBlobStore;
import dev.weir.flow.FlowSpec;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskOutcome.Succeeded;
import dev.weir.protocol.Transition;
import dev.weir.runtime.packaging.Graph;
import dev.weir.runtime.packaging.Packages;
import dev.weir.runtime.packaging.Tasks;
import dev.weir.runtime.wire.FromTask.Finished;
import flows.PointsFlow;
import flows.ThrowingConstructorFlow;
import flows.ThrowingFieldFlow;
import flows.ThrowingStaticFlow;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever the author's code throws, its own words come out, and its own frames. */
class FailurePointsTest {
  @TempDir private Path cache;
  private final WatchedBlobStore store = new WatchedBlobStore();

  @ParameterizedTest
  @ValueSource(
      classes = {ThrowingConstructorFlow.class, ThrowingFieldFlow.class, ThrowingStaticFlow.class})
  void whileAFlowIsMade(Class<? extends FlowSpec> flow) throws Exception {
    // Given
    var tasks = Tasks.of(Packages.put(flow, Graph.startAndEnd(), store));
    // When
    var failure = failure(tasks.start());
    // Then
    assertThat(failure.message())
        .containsPattern(
            "java\\.lang\\.(IllegalState|NumberFormat)Exception: .*in the (constructor|field|class)");
    assertThat(failure.stackTrace()).contains("at flows." + flow.getSimpleName());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "step      | java.lang.IllegalStateException: in the step",
        "iterator  | java.util.NoSuchElementException: no fourth item",
        "write     | artifact unwritable can't be stored: flows.PointsFlow$Unwritable.x() threw"
            + " java.lang.IllegalStateException: x is secret",
        "serialize | artifact serialized can't be stored: writing a flows.PointsFlow$Serialized"
            + " threw java.lang.IllegalStateException: not to be written",
      })
  void whileAStepRunsAndIsStored(String how, String message) throws Exception {
    // When
    var failure = failure(tasks().start(Map.of("how", how)));
    // Then
    assertThat(failure.message()).isEqualTo(message);
    assertThat(failure.stackTrace()).contains("at flows.PointsFlow");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "read        | artifact unreadable can't be read: the constructor of"
            + " flows.PointsFlow$Unreadable threw java.lang.IllegalArgumentException: 15 is too much",
        "deserialize | artifact serialized can't be read: reading what was serialized threw"
            + " java.lang.IllegalStateException: not to be read",
        "item        | item 0 can't be read: the constructor of"
            + " flows.PointsFlow$Unreadable threw java.lang.IllegalArgumentException: 15 is too much",
      })
  void whileWhatAStepLeftIsRead(String how, String message) throws Exception {
    // Given
    var tasks = tasks();
    // When
    var failure = failure(body(tasks, run(tasks.start(Map.of("how", how)))));
    // Then
    assertThat(failure.message()).isEqualTo(message);
    assertThat(failure.stackTrace()).contains("at flows.PointsFlow$");
  }

  @Test
  void inAJoin() throws Exception {
    // Given
    var tasks = tasks();
    var body = run(body(tasks, run(tasks.start(Map.of("how", "")))));
    // When
    var failure = failure(tasks.after("join", ((Succeeded) body.outcome()).outputs()));
    // Then
    assertThat(failure.message()).isEqualTo("java.lang.IllegalStateException: in the join of 1");
    assertThat(failure.stackTrace()).contains("at flows.PointsFlow.join(PointsFlow.java:");
  }

  private Tasks tasks() throws Exception {
    var graph =
        new Graph()
            .step("start", Kind.FOREACH, "body")
            .step("body", Kind.LINEAR, "join")
            .join("join", "start", "end")
            .end();
    var parameter =
        new ParameterSpec("how", ParameterSpec.Kind.VALUE, "java.lang.String", null, false, null);
    return Tasks.of(Packages.put(PointsFlow.class, graph, store, parameter));
  }

  private static TaskAssignment body(Tasks tasks, Finished start) {
    var succeeded = (Succeeded) start.outcome();
    var foreach = (Transition.Foreach) succeeded.transition();
    return tasks.each("body", succeeded.outputs(), foreach.items(), 0, 1);
  }

  private Finished run(TaskAssignment task) throws Exception {
    try (var code = FlowCode.load(task, store, cache)) {
      return new TaskRun(task, store, code, late -> {}).run();
    }
  }

  /** In a thread of its own, as in a task process: its frames are to be left out. */
  private Throwable thrown(TaskAssignment task) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                throw new AssertionError("it succeeded: " + run(task));
              } catch (Exception | Error e) {
                return e;
              }
            },
            Thread::startVirtualThread)
        .join();
  }

  private Failure failure(TaskAssignment task) {
    var failure = Failures.of(thrown(task));
    assertThat(failure.kind()).isEqualTo(FailureKind.USER_ERROR);
    assertThat(failure.stackTrace().lines().toList().getLast()).doesNotContain("dev.weir");
    return failure;
  }
}
