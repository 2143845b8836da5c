package dev.weir.engine;

import dev.weir.protocol.Digest;
import dev.weir.protocol.Frame;
import dev.weir.protocol.TaskKey;
import java.util.List;
import java.util.Optional;

/**
 * A fan-out that a task opened.
 *
 * @param key the task that fanned out; it names the split
 * @param steps where its branches begin: one step for a foreach, {@code size} steps for a static
 *     branch
 * @param size how many branches it has
 * @param items what a foreach hands out
 */
public record Split(TaskKey key, List<String> steps, int size, Optional<Digest> items) {
  public Split {
    steps = List.copyOf(steps);
  }

  /** The first task of one branch. Cheap, so that 100,000 of them need not be in memory at once. */
  public TaskKey branch(int index) {
    var step = steps.size() == 1 ? steps.getFirst() : steps.get(index);
    return new TaskKey(step, key.inside(new Frame(key.step(), index, size)));
  }
}
