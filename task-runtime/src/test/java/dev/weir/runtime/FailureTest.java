package dev.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.artifact.Codecs;
import dev.weir.artifact.WatchedBlobStore;
import dev.weir.flow.Failure;
import dev.weir.protocol.CatchPolicy;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.StepSettings;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskOutcome.Succeeded;
import dev.weir.protocol.Transition;
import dev.weir.runtime.packaging.Graph;
import dev.weir.runtime.packaging.Packages;
import dev.weir.runtime.packaging.Tasks;
import dev.weir.runtime.wire.FromTask.Finished;
import flows.FailingFlow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code @Catch} and {@code @Timeout} do in the step's process. */
class FailureTest {
  private static final CatchPolicy CATCH = new CatchPolicy("why", true);

  @TempDir Path cache;
  private final WatchedBlobStore store = new WatchedBlobStore();
  private final List<dev.weir.protocol.Failure> timedOut = new CopyOnWriteArrayList<>();

  @Test
  void theLastAttemptCatchesWhatItsStepThrows() throws Exception {
    // When
    var task = run(risky("throw", CATCH, null));
    // Then
    var outcome = (Succeeded) task.outcome();
    assertThat(outcome.transition()).isEqualTo(new Transition.Next("end"));
    assertThat(outcome.caught().kind()).isEqualTo(FailureKind.USER_ERROR);
    var why = (Failure) read(task, "why", Failure.class);
    assertThat(why.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(why.message()).contains("no luck");
    assertThat(why.stackTrace()).contains("at flows.FailingFlow.risky");
    assertThat(read(task, "written", String.class)).isEqualTo("by risky");
  }

  @Test
  void anAttemptWithRetriesLeftCatchesNothing() throws Exception {
    // Given
    var first = Tasks.retried(risky("throw", CATCH, null), 1);
    // Then
    assertThatThrownBy(() -> run(first)).hasMessage("no luck");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no retry", "no retry, wrapped"})
  void whoThrowsNoRetryIsNotTriedAgain(String how) throws Exception {
    // Given
    var first = Tasks.retried(risky(how, null, null), 1);
    // When
    var thrown = catchThrowable(() -> run(first));
    // Then
    assertThat(Failures.of(thrown).kind()).isEqualTo(FailureKind.NO_RETRY);
    assertThat(Failures.of(thrown).message()).contains("of no use");
  }

  @Test
  void noRetryIsCaughtAsInALastAttempt() throws Exception {
    // Given
    var first = Tasks.retried(risky("no retry", CATCH, null), 1);
    // When
    var task = run(first);
    // Then
    assertThat(((Succeeded) task.outcome()).caught().kind()).isEqualTo(FailureKind.NO_RETRY);
    assertThat(((Failure) read(task, "why", Failure.class)).type())
        .isEqualTo("dev.weir.flow.NoRetryException");
  }

  @Test
  void withoutAFailureTheFieldIsNull() throws Exception {
    // When
    var task = run(risky("not at all", CATCH, null));
    // Then
    assertThat(((Succeeded) task.outcome()).caught()).isNull();
    assertThat(read(task, "why", Failure.class)).isNull();
  }

  @Test
  void aFallbackHandsOnWhatItGotAndTheFailure() throws Exception {
    // Given
    var killed = new dev.weir.protocol.Failure(FailureKind.PROCESS_EXITED, "killed", null);
    // When
    var task = run(Tasks.fallback(risky("throw", CATCH, null), killed));
    // Then
    assertThat(task.outcome())
        .isEqualTo(
            new Succeeded(
                ((Succeeded) task.outcome()).outputs(), new Transition.Next("end"), killed));
    assertThat(read(task, "why", Failure.class)).isEqualTo(new Failure("", "killed", ""));
    assertThat(read(task, "written", String.class)).isEqualTo("by start");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleep", "sleep on"})
  void aStepThatTakesTooLongIsInterruptedAndHasFailed(String how) throws Exception {
    // Given
    var task = risky(how, null, Duration.ofMillis(50));
    // Then
    assertThatThrownBy(() -> run(task)).isInstanceOf(TimedOutException.class);
    assertThat(timedOut).hasSize(1);
    assertThat(timedOut.getFirst().kind()).isEqualTo(FailureKind.TIMED_OUT);
    assertThat(timedOut.getFirst().message())
        .isEqualTo("step risky took longer than its @Timeout of 0.05s");
    assertThat(timedOut.getFirst().stackTrace()).contains("at flows.FailingFlow.risky");
  }

  @Test
  void aTimeOutIsCaughtLikeAnException() throws Exception {
    // When
    var task = run(risky("sleep on", CATCH, Duration.ofMillis(50)));
    // Then
    assertThat(((Succeeded) task.outcome()).caught().kind()).isEqualTo(FailureKind.TIMED_OUT);
    assertThat(read(task, "written", String.class)).isEqualTo("after the interrupt");
  }

  @Test
  void aStepInTimeIsLeftAlone() throws Exception {
    // When
    var task = run(risky("not at all", null, Duration.ofMinutes(5)));
    // Then
    assertThat(task.outcome()).isInstanceOf(Succeeded.class);
    assertThat(timedOut).isEmpty();
  }

  private TaskAssignment risky(String how, @Nullable CatchPolicy caught, @Nullable Duration timeout)
      throws Exception {
    var settings = StepSettings.NONE.withCaught(caught).withTimeout(timeout);
    var graph =
        new Graph()
            .step("start", Kind.LINEAR, "risky")
            .touching(List.of(), List.of("written"))
            .step("risky", Kind.LINEAR, "end")
            .touching(List.of("how", "written"), List.of("written", "why"))
            .with(settings)
            .end();
    var parameter =
        new ParameterSpec("how", ParameterSpec.Kind.VALUE, "java.lang.String", null, false, null);
    var tasks = Tasks.of(Packages.put(FailingFlow.class, graph, store, parameter));
    var start = (Succeeded) run(tasks.start(Map.of("how", how))).outcome();
    return tasks.after("risky", start.outputs());
  }

  private Finished run(TaskAssignment task) throws Exception {
    try (var code = FlowCode.load(task, store, cache)) {
      return new TaskRun(task, store, code, timedOut::add).run();
    }
  }

  private @Nullable Object read(Finished task, String artifact, Class<?> type) throws IOException {
    return Codecs.decode(task.artifacts().get(artifact), type, store);
  }
}
