package dev.weir.gc;

import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * What a run has a blob for.
 *
 * @param step absent for what belongs to the run as a whole
 * @param task absent as well
 * @param name of the artifact, or what it is: see {@link Part}
 */
public record Use(RunId run, Part part, @Nullable String step, @Nullable TaskId task, String name) {

  /** The kinds of things that runs have. */
  public enum Part {
    /** The code package, its jar and its libraries. */
    CODE,
    /** What a parameter names: an included file. */
    PARAMETER,
    /** What a task left for its successors. */
    SNAPSHOT,
    ARTIFACT,
    /** The items of a foreach, or one of them. */
    ITEMS
  }

  /** For people: {@code 42/train/7 artifact model}. */
  public String text() {
    var where = step == null ? run.toString() : run + "/" + step + "/" + task;
    return switch (part) {
      case CODE -> where + " code: " + name;
      case PARAMETER -> where + " parameter " + name;
      case SNAPSHOT -> where + " snapshot";
      case ARTIFACT -> where + " artifact " + name;
      case ITEMS -> where + " items of its foreach";
    };
  }
}
