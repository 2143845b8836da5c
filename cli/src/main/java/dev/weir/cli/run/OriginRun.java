package dev.weir.cli.run;

import dev.weir.history.RunHistory;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.Frame;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskOrigin;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What succeeded in the run that another one resumes. Of each task it keeps the id; everything else
 * is read when it is asked for.
 */
final class OriginRun {
  private final LocalRuns.Resumed resumed;
  private final RunHistory history;
  private final Map<TaskKey, TaskId> succeeded;

  OriginRun(LocalRuns.Resumed resumed) {
    this.resumed = resumed;
    this.history = resumed.history();
    this.succeeded = history.succeeded(resumed.run());
  }

  /** Whether what can't be taken over shall not run. */
  boolean cloneOnly() {
    return resumed.cloneOnly();
  }

  /** A success, and whose it was: a task that was itself taken over names the one that ran. */
  record Success(AttemptRecord attempt, TaskOrigin origin) {}

  /** The success of that task, unless it is to run again. A gang counts only as a whole. */
  Optional<Success> success(TaskKey key, FlowGraph graph) {
    if (resumed.rerun().filter(key.step()::equals).isPresent() || !gangSucceeded(key, graph)) {
      return Optional.empty();
    }
    return Optional.ofNullable(succeeded.get(key))
        .flatMap(task -> history.task(resumed.run(), task))
        .map(task -> task.attempts().getLast())
        .filter(last -> last.state() == AttemptState.SUCCEEDED)
        .filter(last -> last.outputs() != null && last.transition() != null)
        .map(last -> new Success(last, whoRan(last)));
  }

  private static TaskOrigin whoRan(AttemptRecord attempt) {
    var earlier = attempt.origin();
    return earlier == null ? new TaskOrigin(attempt.runId(), attempt.taskId()) : earlier;
  }

  private boolean gangSucceeded(TaskKey key, FlowGraph graph) {
    if (key.frames().isEmpty()) {
      return true;
    }
    var innermost = key.frames().getLast();
    return graph.step(innermost.split()).kind() != Kind.PARALLEL
        || IntStream.range(0, innermost.size())
            .allMatch(node -> succeeded.containsKey(node(key, innermost, node)));
  }

  private static TaskKey node(TaskKey key, Frame gang, int node) {
    var frames = new ArrayList<>(key.frames());
    frames.set(frames.size() - 1, new Frame(gang.split(), node, gang.size()));
    return new TaskKey(key.step(), frames, key.round());
  }
}
