package dev.weir.runtime;

import dev.weir.artifact.AuthorCodeException;
import dev.weir.artifact.BlobStore;
import dev.weir.artifact.Items;
import dev.weir.flow.Current;
import dev.weir.flow.FlowSpec;
import dev.weir.flow.internal.ItemReader;
import dev.weir.flow.internal.LazyInputs;
import dev.weir.flow.internal.Merger;
import dev.weir.flow.internal.Steps;
import dev.weir.flow.internal.TaskContext;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.Gang;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.Snapshot;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.Transition;
import dev.weir.runtime.wire.FromTask.Finished;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs one step: what it reads in, its code, what it wrote out. */
final class TaskRun {
  private final TaskAssignment assignment;
  private final BlobStore store;
  private final FlowCode code;
  private final StepNode step;
  private final FlowFields fields;
  private final Artifacts artifacts;
  private final Catching catching;
  private final Consumer<Failure> timedOut;

  /**
   * @param timedOut hears of it when the step has taken too long, while it goes on
   */
  TaskRun(TaskAssignment assignment, BlobStore store, FlowCode code, Consumer<Failure> timedOut) {
    this.assignment = assignment;
    this.store = store;
    this.code = code;
    this.step = code.pack().graph().step(assignment.key().step());
    this.fields = FlowFields.of(code.flow());
    this.artifacts =
        new Artifacts(
            store,
            code.loader(),
            assignment.inputs().stream().map(TaskAssignment.Input::outputs).toList());
    this.catching = new Catching(assignment, step);
    this.timedOut = timedOut;
  }

  Finished run() throws Exception {
    try {
      return runStep();
    } finally {
      artifacts.close();
    }
  }

  private Finished runStep() throws Exception {
    var merging = step.join() ? Optional.of(merging()) : Optional.<Merging>empty();
    var context =
        new TaskContext(current(), item(), merging.<Merger>map(it -> it).orElseGet(Merger::none));
    var flow = context.newFlow(code.flow());
    var known = begin(flow);
    if (assignment.fallback() == null) {
      artifacts.loadAll(known, readable(), flow); // they may be what was too much before
    }
    merging.ifPresent(join -> join.into(flow));
    var end = catching.run(() -> Deadline.within(step, timedOut, () -> step(context, flow)));
    var snapshot =
        new Snapshot(left(flow, known, merging.map(Merging::merged).orElse(Map.of()), end));
    var outcome =
        new TaskOutcome.Succeeded(artifacts.put(snapshot), end.transition(), end.caught());
    return new Finished(outcome, snapshot.artifacts(), null);
  }

  private Merging merging() {
    return new Merging(
        assignment.inputs(), artifacts, fields, readable().keySet(), ofTheWholeRun());
  }

  private Map<String, ArtifactRef> left(
      FlowSpec flow,
      Map<String, ArtifactRef> known,
      Map<String, ArtifactRef> merged,
      Catching.End end) {
    var told = catching.tell(fields, flow, end);
    if (assignment.fallback() == null || assignment.inputs().isEmpty()) {
      return end(flow, known, merged);
    }
    var after = new TreeMap<>(known); // nothing else was loaded, so nothing else is stored
    told.ifPresent(
        field ->
            after.put(field.getName(), artifacts.store(field, flow, known.get(field.getName()))));
    return after;
  }

  private Transition step(TaskContext context, FlowSpec flow) throws Exception {
    var taken = step.join() ? Steps.runJoin(context, flow, inputs()) : Steps.run(context, flow);
    // The step may have left its thread interrupted, which would break the writing of files.
    Thread.interrupted();
    // At once: pulling a foreach's items may still write fields.
    return new Transitions(step, artifacts).of(taken);
  }

  /** What is there before the step runs, by reference. */
  private Map<String, ArtifactRef> begin(FlowSpec flow) {
    if (assignment.inputs().isEmpty()) {
      new ConfigFields(code.pack().configs()).set(fields, flow);
      var given =
          new Parameters(code.pack().parameters(), assignment.parameters(), store)
              .apply(fields, flow);
      given.putAll(artifacts.storeAny(FlowFields.constants(code.flow()), flow));
      return given;
    }
    var first = artifacts.snapshot(assignment.inputs().getFirst().outputs()).artifacts();
    if (!step.join()) {
      return first;
    }
    var ofTheWholeRun = new TreeMap<>(first);
    ofTheWholeRun.keySet().retainAll(ofTheWholeRun());
    return ofTheWholeRun;
  }

  /** What its successors shall see: what the step could not change stays the same reference. */
  private Map<String, ArtifactRef> end(
      FlowSpec flow, Map<String, ArtifactRef> known, Map<String, ArtifactRef> merged) {
    var after = new TreeMap<>(known);
    after.putAll(merged);
    var unseen = new TreeSet<>(merged.keySet());
    unseen.removeAll(readable().keySet()); // not even loaded
    fields
        .all()
        .forEach(
            (name, field) -> {
              if (!unseen.contains(name) && mayHaveChanged(field, flow, after.get(name))) {
                after.put(name, artifacts.store(field, flow, after.get(name)));
              }
            });
    return after;
  }

  private boolean mayHaveChanged(Field field, FlowSpec flow, @Nullable ArtifactRef before) {
    if (before != null && parameterNames().contains(field.getName())) {
      return false;
    }
    if (step.writes().contains(field.getName())) {
      return true;
    }
    if (before != null) {
      return readable().containsKey(field.getName()) && !FlowFields.isImmutable(field.getType());
    }
    var isFirst = assignment.inputs().isEmpty();
    return (isFirst || readable().containsKey(field.getName()))
        && (FlowFields.get(field, flow) != null || parameterNames().contains(field.getName()));
  }

  private Map<String, Field> readable() {
    var reads = step.reads();
    if (reads == null) {
      return fields.all();
    }
    var readable = new TreeMap<>(fields.all());
    readable.keySet().retainAll(Set.copyOf(reads));
    return readable;
  }

  /** The artifacts that are the same in every task. */
  private Set<String> ofTheWholeRun() {
    var names = new TreeSet<>(parameterNames());
    names.addAll(FlowFields.constants(code.flow()).keySet());
    return names;
  }

  private Set<String> parameterNames() {
    var names =
        code.pack().parameters().stream().map(ParameterSpec::name).collect(Collectors.toSet());
    names.addAll(code.pack().configs().keySet());
    return names;
  }

  private LazyInputs<FlowSpec> inputs() {
    return new LazyInputs<>(
        assignment.inputs().stream().map(TaskAssignment.Input::step).toList(), this::input);
  }

  private FlowSpec input(int index) {
    var input = assignment.inputs().get(index);
    try {
      FlowSpec flow = TaskContext.newInput(code.flow());
      artifacts.loadAll(artifacts.snapshot(input.outputs()).artifacts(), readable(), flow);
      return flow;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the flow's constructor throws", e);
    }
  }

  private ItemReader item() {
    var item = assignment.item();
    if (item == null) {
      return ItemReader.none();
    }
    return type -> {
      try {
        return Items.read(item.items(), item.index(), type, store, code.loader());
      } catch (AuthorCodeException e) {
        throw new RefusedException(
            "item " + item.index() + " can't be read: " + e.getMessage(), e.getCause());
      } catch (IOException | RuntimeException e) {
        throw new PlatformException("cannot read item " + item.index(), e);
      }
    };
  }

  private static Current.Parallel node(Gang gang) {
    return new Current.Parallel(gang.index(), gang.size(), Optional.ofNullable(gang.mainAddress()));
  }

  private Current current() {
    var graph = code.pack().graph();
    return new Current(
        graph.flow(),
        assignment.runId().value(),
        step.name(),
        assignment.taskId().value(),
        assignment.attempt(),
        assignment.owner(),
        assignment.project().value(),
        assignment.tags(),
        assignment.key().frames().stream()
            .filter(frame -> graph.step(frame.split()).kind() == Kind.FOREACH)
            .map(frame -> new Current.ForeachFrame(frame.split(), frame.index(), frame.size()))
            .toList(),
        assignment.key().round(),
        Optional.ofNullable(assignment.gang()).map(TaskRun::node),
        KnownFlow.of(code.pack(), assignment));
  }
}
