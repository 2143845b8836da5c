package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.engine.RunMachine.Effect;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.TaskAssignment.Input;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.TaskState;
import dev.weir.protocol.Transition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Plays a run to its end through a network that delivers messages in any order, twice, late or
 * never, with workers that die and steps that fail, and checks after every step what must hold.
 */
public final class Simulation {
  private static final int MAX_STEPS = 200_000;

  private final RandomFlow flow;
  private final FlowGraph graph;
  private final LedgerUnderTest ledger;
  private final Random random;
  private final List<Message> network = new ArrayList<>();
  private final Map<TaskKey, Integer> successes = new HashMap<>();
  private final Map<TaskKey, Integer> failures = new HashMap<>();
  private final Set<Digest> stored = new HashSet<>();
  private int workers;

  public Simulation(RandomFlow flow, LedgerUnderTest ledger, Random random) {
    this.flow = flow;
    this.graph = flow.graph();
    this.ledger = ledger;
    this.random = random;
  }

  private sealed interface Message {
    record Ready(TaskId task, int attempt) implements Message {}

    record Finished(TaskKey key, TaskId task, int attempt, TaskOutcome outcome)
        implements Message {}
  }

  /** Runs to the end; the run must succeed. */
  public void play() {
    apply(RunMachine::start);
    apply(RunMachine::start);
    for (int step = 0; !ledger.state().ended(); step++) {
      assertThat(step).as("the run must end").isLessThan(MAX_STEPS);
      if (network.isEmpty()) {
        sweep();
      }
      if (!network.isEmpty()) {
        deliver(network.remove(random.nextInt(network.size())));
      }
    }
    checkEnd();
  }

  /** How often each key succeeded. */
  public Map<TaskKey, Integer> successes() {
    return Map.copyOf(successes);
  }

  private void deliver(Message message) {
    if (random.nextInt(10) == 0) {
      return; // lost
    }
    if (random.nextInt(5) == 0) {
      network.add(message); // and again later
    }
    switch (message) {
      case Message.Ready(var task, var attempt) -> work(task, attempt);
      case Message.Finished finished -> finish(finished);
    }
  }

  private void work(TaskId id, int attempt) {
    var worker = "worker-" + workers++;
    var claimed = apply(machine -> machine.claim(id, attempt, worker));
    if (claimed.isEmpty()) {
      return;
    }
    var task = claimed.get();
    checkInputs(task);
    checkAttempt(task);
    if (random.nextInt(6) == 0) {
      lose(task); // silent death; what it did may still be reported, too late
    }
    var outcome =
        mayFail(task) && random.nextInt(3) == 0
            ? new TaskOutcome.Failed(failure(task))
            : new TaskOutcome.Succeeded(outputs(task.key()), transition(task.key()));
    network.add(new Message.Finished(task.key(), id, attempt, outcome));
  }

  private void finish(Message.Finished event) {
    var effect = apply(machine -> machine.finished(event.task(), event.attempt(), event.outcome()));
    if (effect == Effect.APPLIED) {
      switch (event.outcome()) {
        case TaskOutcome.Succeeded _ -> {
          successes.merge(event.key(), 1, Integer::sum);
          stored.add(outputs(event.key()));
        }
        case TaskOutcome.Failed _ -> failures.merge(event.key(), 1, Integer::sum);
        case TaskOutcome.Lost _ -> {}
      }
    }
    announce();
  }

  private boolean mayFail(LedgerTask task) {
    int fallbacks = graph.step(task.key().step()).settings().caught() == null ? 0 : 3;
    return task.failures() < retries(task.key()) + fallbacks;
  }

  private int retries(TaskKey key) {
    var retry = graph.step(key.step()).settings().retry();
    return retry == null ? 0 : retry.times();
  }

  /** It knows its failures, losses are none, and those that nobody caught lead to the fallback. */
  private void checkAttempt(LedgerTask task) {
    int failed = failures.getOrDefault(task.key(), 0);
    assertThat(task.failures()).as("failures of %s", task.key()).isEqualTo(failed);
    assertThat(task.attempt()).isEqualTo(task.failures() + task.losses());
    var last = retries(task.key());
    assertThat(task.fallback().map(Failure::message))
        .as("fallback of %s", task.key())
        .isEqualTo(failed <= last ? Optional.empty() : Optional.of(task.key() + " " + last));
  }

  private static Failure failure(LedgerTask task) {
    return new Failure(FailureKind.USER_ERROR, task.key() + " " + task.failures(), null);
  }

  private void lose(LedgerTask task) {
    apply(machine -> machine.finished(task.id(), task.attempt(), new TaskOutcome.Lost("died")));
  }

  /** What the scheduler's timer does: announce again what is ready, give up on the silent. */
  private void sweep() {
    ledger.tasks().stream().filter(task -> task.state() == TaskState.RUNNING).forEach(this::lose);
    announce();
  }

  private void announce() {
    ledger.tasks().stream()
        .filter(task -> task.state() == TaskState.READY)
        .filter(task -> random.nextBoolean())
        .forEach(task -> network.add(new Message.Ready(task.id(), task.attempt())));
  }

  private <T> T apply(Function<RunMachine, T> event) {
    return ledger.transaction(open -> event.apply(new RunMachine(graph, open, Integer.MAX_VALUE)));
  }

  private Transition transition(TaskKey key) {
    var node = graph.step(key.step());
    return switch (node.kind()) {
      case END -> new Transition.End();
      case LINEAR -> new Transition.Next(node.next().getFirst());
      case BRANCH -> new Transition.Branch(node.next());
      case CHOICE -> new Transition.Choice(flow.choice(node.name(), key.round()));
      case PARALLEL -> new Transition.Parallel(node.next().getFirst(), flow.size(node.name()));
      case FOREACH ->
          new Transition.Foreach(node.next().getFirst(), flow.size(node.name()), outputs(key));
    };
  }

  private void checkInputs(LedgerTask task) {
    var inputs = ledger.inputs(task.id());
    assertThat(inputs).as("inputs of %s", task.key()).allMatch(this::isStored);
    var node = graph.step(task.key().step());
    if (node.join()) {
      checkJoin(task.key(), node, inputs);
    } else {
      var isFirst = node.equals(graph.start()) && task.key().round() == 0;
      assertThat(inputs).hasSize(isFirst ? 0 : 1);
    }
    var foreach =
        task.key().frames().reversed().stream()
            .filter(frame -> graph.step(frame.split()).kind() == FlowGraph.Kind.FOREACH)
            .findFirst();
    assertThat(ledger.items(task.id()).stream().map(item -> item.index()).toList())
        .as("item of %s", task.key())
        .isEqualTo(foreach.stream().map(frame -> frame.index()).toList());
  }

  /** An input's outputs name the task that wrote them, and that task has succeeded. */
  private boolean isStored(Input input) {
    return stored.contains(input.outputs());
  }

  private void checkJoin(TaskKey join, StepNode node, List<Input> inputs) {
    var split = new TaskKey(node.joins(), join.frames());
    int size = transition(split) instanceof Transition.Branch b ? b.steps().size() : 0;
    int branches = size > 0 ? size : flow.size(node.joins());
    var expected =
        IntStream.range(0, branches)
            .mapToObj(branch -> lastOf(split, branch, join.step()))
            .map(Simulation::outputs)
            .toList();
    assertThat(inputs.stream().map(Input::outputs).toList())
        .as("inputs of %s, each once and in order", join)
        .isEqualTo(expected);
  }

  /** The one task on a branch of the split that hands on to the join. */
  private TaskKey lastOf(TaskKey split, int branch, String join) {
    var last =
        successes.keySet().stream()
            .filter(key -> key.frames().size() == split.frames().size() + 1)
            .filter(key -> key.frames().subList(0, split.frames().size()).equals(split.frames()))
            .filter(key -> key.frames().getLast().split().equals(split.step()))
            .filter(key -> key.frames().getLast().index() == branch)
            .filter(key -> graph.step(key.step()).next().contains(join))
            .toList();
    assertThat(last).as("end of branch %d of %s", branch, split).hasSize(1);
    return last.getFirst();
  }

  private void checkEnd() {
    assertThat(successes.values()).as("successes of each step instance").containsOnly(1);
    var instances = new HashMap<String, Integer>();
    successes.keySet().forEach(key -> instances.merge(key.step(), 1, Integer::sum));
    assertThat(instances).isEqualTo(flow.instances());
    assertThat(ledger.tasks())
        .hasSize(successes.size())
        .allMatch(task -> task.state() == TaskState.SUCCEEDED);
    assertThat(network).allSatisfy(this::changesNothing);
  }

  private void changesNothing(Message late) {
    switch (late) {
      case Message.Ready(var task, var attempt) -> {
        var claim = apply(machine -> machine.claim(task, attempt, "late"));
        assertThat(claim).isEmpty();
      }
      case Message.Finished(var key, var task, var attempt, var outcome) -> {
        Effect effect = apply(machine -> machine.finished(task, attempt, outcome));
        assertThat(effect).as("late news of %s", key).isEqualTo(Effect.STALE);
      }
    }
  }

  /** What a task of this key leaves: a digest that tells its author. */
  private static Digest outputs(TaskKey key) {
    return Digest.of(key.toString().getBytes(StandardCharsets.UTF_8));
  }
}
