package dev.weir.runtime;

import dev.weir.flow.FlowSpec;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.Transition;
import java.lang.reflect.Field;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Does what {@code @Catch} says: at the last attempt an exception becomes a success that hands on
 * as the graph has it. A fallback attempt runs no code of the author's and records the failure of
 * the attempt before.
 */
final class Catching {
  private final TaskAssignment assignment;
  private final StepNode step;

  Catching(TaskAssignment assignment, StepNode step) {
    this.assignment = assignment;
    this.step = step;
  }

  /**
   * How the step ended.
   *
   * @param caught nothing when it returned
   */
  record End(Transition transition, @Nullable Failure caught, @Nullable Throwable thrown) {}

  End run(Callable<Transition> code) throws Exception {
    var before = assignment.fallback();
    if (before != null) {
      return new End(next(), before, null);
    }
    try {
      return new End(code.call(), null, null);
    } catch (Exception | Error e) {
      if (!catches(e)) {
        throw e;
      }
      Thread.interrupted();
      return new End(next(), Failures.of(e), e);
    }
  }

  /** Sets the field that the annotation names: to null when there was nothing to catch. */
  Optional<Field> tell(FlowFields fields, FlowSpec flow, End end) {
    var caught = step.settings().caught();
    if (caught == null || caught.artifact() == null) {
      return Optional.empty();
    }
    var field =
        fields
            .find(caught.artifact())
            .orElseThrow(() -> new RefusedException("no field " + caught.artifact()));
    FlowFields.set(field, flow, end.caught() == null ? null : seen(end.caught(), end.thrown()));
    return Optional.of(field);
  }

  /** After out of memory the heap is full: what follows belongs into another process. */
  private boolean catches(Throwable thrown) {
    return step.settings().caught() != null
        && (assignment.retriesLeft() == 0 || Failures.isNoRetry(thrown))
        && !Failures.isOutOfMemory(thrown);
  }

  private static dev.weir.flow.Failure seen(Failure failure, @Nullable Throwable thrown) {
    var stack = failure.stackTrace();
    return new dev.weir.flow.Failure(
        thrown == null || thrown instanceof TimedOutException ? "" : thrown.getClass().getName(),
        failure.message(),
        stack == null ? "" : stack);
  }

  private Transition next() {
    return switch (step.kind()) {
      case LINEAR -> new Transition.Next(step.next().getFirst());
      case BRANCH -> new Transition.Branch(step.next());
      case END -> new Transition.End();
      case FOREACH, CHOICE, PARALLEL ->
          throw new RefusedException(
              "step " + step.name() + " decides what comes next: @Catch can't");
    };
  }
}
