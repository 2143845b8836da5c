package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.engine.RunMachine.Effect;
import dev.weir.protocol.CatchPolicy;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.RetryPolicy;
import dev.weir.protocol.RunState;
import dev.weir.protocol.StepSettings;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.TaskState;
import dev.weir.protocol.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link RunLedger} promises. A failing random case names its seed. */
public abstract class RunLedgerContract {
  private static final FlowGraph TWO_STEPS =
      new FlowGraph(
          "TwoSteps",
          null,
          List.of(node("start", Kind.LINEAR, List.of("end")), node("end", Kind.END, List.of())));
  private static final Digest OUTPUTS = Digest.of(new byte[] {1});
  private static final TaskOutcome TO_END =
      new TaskOutcome.Succeeded(OUTPUTS, new Transition.Next("end"));

  /** A new run of that graph, RUNNING, with no task yet. */
  protected abstract LedgerUnderTest newRun(FlowGraph graph);

  /** How many random runs to play. */
  protected abstract int randomRuns();

  @Test
  void everyRandomRunEndsWithEachStepInstanceSucceededOnce() {
    var seeds = new Random().longs(randomRuns()).toArray();
    for (long seed : seeds) {
      var random = new Random(seed);
      var flow = RandomFlow.of(random);
      try {
        new Simulation(flow, newRun(flow.graph()), random).play();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("with seed " + seed + " and " + flow.graph(), e);
      }
    }
  }

  @Test
  void secondClaimOfAnAttemptLoses() {
    // Given
    var run = started();
    var task = run.tasks().getFirst();
    // When
    var first = with(run, machine -> machine.claim(task.id(), 0, "worker-a"));
    var second = with(run, machine -> machine.claim(task.id(), 0, "worker-b"));
    // Then
    assertThat(first).isPresent();
    assertThat(second).isEmpty();
  }

  @Test
  void aFinishOfAnUnclaimedAttemptIsStale() {
    // Given
    var run = started();
    var task = run.tasks().getFirst();
    // When
    var effect = with(run, machine -> machine.finished(task.id(), 0, TO_END));
    // Then
    assertThat(effect).isEqualTo(Effect.STALE);
    assertThat(run.tasks()).extracting(LedgerTask::state).containsExactly(TaskState.READY);
  }

  @Test
  void aSecondFinishChangesNothing() {
    // Given
    var run = started();
    var task = run.tasks().getFirst();
    with(run, machine -> machine.claim(task.id(), 0, "worker-a"));
    with(run, machine -> machine.finished(task.id(), 0, TO_END));
    var before = run.tasks();
    // When
    var effect = with(run, machine -> machine.finished(task.id(), 0, TO_END));
    // Then
    assertThat(effect).isEqualTo(Effect.STALE);
    assertThat(run.tasks()).isEqualTo(before);
  }

  @Test
  void aLostAttemptIsFollowedByTheNextAndItsLateResultIsStale() {
    // Given
    var run = started();
    var task = run.tasks().getFirst();
    with(run, machine -> machine.claim(task.id(), 0, "worker-a"));
    // When
    var lost = with(run, machine -> machine.finished(task.id(), 0, new TaskOutcome.Lost("gone")));
    var late = with(run, machine -> machine.finished(task.id(), 0, TO_END));
    // Then
    assertThat(lost).isEqualTo(Effect.APPLIED);
    assertThat(late).isEqualTo(Effect.STALE);
    assertThat(run.tasks())
        .containsExactly(
            new LedgerTask(task.id(), task.key(), TaskState.READY, 1, 1, 0, Optional.empty()));
  }

  @Test
  void theResultOfALostAttemptIsStaleWhileTheNextRuns() {
    // Given
    var run = started();
    var task = run.tasks().getFirst();
    with(run, machine -> machine.claim(task.id(), 0, "worker-a"));
    with(run, machine -> machine.finished(task.id(), 0, new TaskOutcome.Lost("gone")));
    with(run, machine -> machine.claim(task.id(), 1, "worker-b"));
    // When
    Effect late = with(run, machine -> machine.finished(task.id(), 0, TO_END));
    // Then
    assertThat(late).isEqualTo(Effect.STALE);
    assertThat(run.tasks()).extracting(LedgerTask::state).containsExactly(TaskState.RUNNING);
  }

  @Test
  void aTaskThatIsLostTooOftenFailsTheRun() {
    // Given
    var run = started();
    var task = run.tasks().getFirst();
    with(run, machine -> machine.claim(task.id(), 0, "worker-a"));
    // When
    run.transaction(
        ledger ->
            new RunMachine(TWO_STEPS, ledger, 0)
                .finished(task.id(), 0, new TaskOutcome.Lost("gone")));
    // Then
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.tasks()).extracting(LedgerTask::state).containsExactly(TaskState.FAILED);
  }

  @Test
  void aFailureSpendsARetryAndALossDoesNot() {
    // Given
    var graph = retried(1, null);
    var run = started(graph);
    var task = run.tasks().getFirst();
    // When
    fail(run, graph, 0, "first");
    with(run, graph, machine -> machine.claim(task.id(), 1, "worker"));
    with(run, graph, machine -> machine.finished(task.id(), 1, new TaskOutcome.Lost("gone")));
    var again = run.tasks().getFirst();
    fail(run, graph, 2, "second");
    // Then
    assertThat(again)
        .isEqualTo(
            new LedgerTask(task.id(), task.key(), TaskState.READY, 2, 1, 1, Optional.empty()));
    assertThat(run.state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void theFailureThatNobodyCaughtIsCaughtByAFallback() {
    // Given
    var graph = retried(1, new CatchPolicy("why", true));
    var run = started(graph);
    // When
    fail(run, graph, 0, "first");
    fail(run, graph, 1, "second");
    fail(run, graph, 2, "the fallback itself");
    // Then
    var second = new Failure(FailureKind.PROCESS_EXITED, "second", null);
    assertThat(run.tasks().getFirst().fallback()).contains(second);
    assertThat(run.state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void aFallbackThatFailsThreeTimesFailsTheRun() {
    // Given
    var graph = retried(0, new CatchPolicy(null, true));
    var run = started(graph);
    // When
    for (int attempt = 0; attempt < 4; attempt++) {
      fail(run, graph, attempt, "failure " + attempt);
    }
    // Then
    assertThat(run.state()).isEqualTo(RunState.FAILED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFailureThatAsksForNoRetryGetsNoneAndNoFallback(boolean caught) {
    // Given
    var graph = retried(3, caught ? new CatchPolicy("why", true) : null);
    var run = started(graph);
    // When
    fail(run, graph, 0, new Failure(FailureKind.NO_RETRY, "of no use", null));
    // Then
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.tasks()).extracting(LedgerTask::state).containsExactly(TaskState.FAILED);
  }

  private static void fail(LedgerUnderTest run, FlowGraph graph, int attempt, String message) {
    fail(run, graph, attempt, new Failure(FailureKind.PROCESS_EXITED, message, null));
  }

  private static void fail(LedgerUnderTest run, FlowGraph graph, int attempt, Failure failure) {
    var task = run.tasks().getFirst().id();
    with(run, graph, machine -> machine.claim(task, attempt, "worker"));
    with(run, graph, machine -> machine.finished(task, attempt, new TaskOutcome.Failed(failure)));
  }

  private static FlowGraph retried(int times, @Nullable CatchPolicy caught) {
    var start = TWO_STEPS.step("start");
    var retry = new RetryPolicy(times, Duration.ZERO);
    var settings = StepSettings.NONE.withRetry(retry).withCaught(caught);
    return new FlowGraph(
        "Retried", null, List.of(start.withSettings(settings), TWO_STEPS.step("end")));
  }

  @Test
  void aFailureEndsTheRun() {
    // Given
    var run = started();
    var task = run.tasks().getFirst();
    with(run, machine -> machine.claim(task.id(), 0, "worker-a"));
    var failure = new Failure(FailureKind.USER_ERROR, "java.lang.Exception: no", null);
    // When
    with(run, machine -> machine.finished(task.id(), 0, new TaskOutcome.Failed(failure)));
    Effect again = with(run, RunMachine::start);
    // Then
    assertThat(again).isEqualTo(Effect.STALE);
    assertThat(run.state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void aTransitionThatTheGraphDoesNotHaveFailsTheRun() {
    // Given
    var run = started();
    var task = run.tasks().getFirst();
    with(run, machine -> machine.claim(task.id(), 0, "worker-a"));
    var wrong = new TaskOutcome.Succeeded(OUTPUTS, new Transition.Next("elsewhere"));
    // When
    with(run, machine -> machine.finished(task.id(), 0, wrong));
    // Then
    assertThat(run.state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void aCancelledRunHandsOutNothing() {
    // Given
    var run = started();
    var task = run.tasks().getFirst();
    // When
    with(run, RunMachine::cancel);
    var claim = with(run, machine -> machine.claim(task.id(), 0, "worker-a"));
    // Then
    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    assertThat(claim).isEmpty();
    assertThat(run.tasks()).extracting(LedgerTask::state).containsExactly(TaskState.CANCELLED);
  }

  private LedgerUnderTest started() {
    return started(TWO_STEPS);
  }

  private LedgerUnderTest started(FlowGraph graph) {
    var run = newRun(graph);
    with(run, graph, RunMachine::start);
    return run;
  }

  private static <T> T with(LedgerUnderTest run, Function<RunMachine, T> event) {
    return with(run, TWO_STEPS, event);
  }

  private static <T> T with(LedgerUnderTest run, FlowGraph graph, Function<RunMachine, T> event) {
    return run.transaction(ledger -> event.apply(new RunMachine(graph, ledger, 5)));
  }

  private static StepNode node(String name, Kind kind, List<String> next) {
    return new StepNode(name, kind, next, false, null, null, null, List.of(), 1, null);
  }
}
