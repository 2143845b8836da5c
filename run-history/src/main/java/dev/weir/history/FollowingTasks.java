package dev.weir.history;

import dev.weir.engine.Command;
import dev.weir.protocol.TaskKey;
import java.util.List;

/** The tasks that follow one that succeeded, by the rules that made them ready then. */
public final class FollowingTasks {
  private final Command command;

  FollowingTasks(Command command) {
    this.command = command;
  }

  /** Those they are tasks of. */
  public List<String> steps() {
    return switch (command) {
      case Command.StartTask(var task) -> List.of(task.step());
      case Command.OpenSplit(var split) -> split.steps();
      case Command.Arrive(var _, var _, var join) -> List.of(join.step());
      case Command.EndRun() -> List.of();
    };
  }

  /** How many a step has of them. */
  public int size() {
    return switch (command) {
      case Command.StartTask _, Command.Arrive _ -> 1;
      case Command.OpenSplit(var split) -> split.steps().size() == 1 ? split.size() : 1;
      case Command.EndRun() -> 0;
    };
  }

  public boolean contains(TaskKey task) {
    return switch (command) {
      case Command.StartTask(var next) -> next.equals(task);
      case Command.OpenSplit(var split) -> {
        var frames = task.frames();
        yield frames.size() == split.key().frames().size() + 1
            && frames.getLast().index() < split.size()
            && split.branch(frames.getLast().index()).equals(task);
      }
      case Command.Arrive(var _, var _, var join) -> join.equals(task);
      case Command.EndRun() -> false;
    };
  }
}
