package dev.weir.cdk;

import java.util.ArrayList;
import java.util.List;

/** How many workers to add for how many waiting tasks. */
final class ScalingSteps {

  /**
   * For at least this many waiting tasks, add this many workers.
   *
   * @param waiting at least 1
   */
  record Step(int waiting, int added) {}

  private ScalingSteps() {}

  /**
   * Doubles from one worker to {@code max}; each step adds enough for the most that fall into it.
   */
  static List<Step> of(int slots, int max) {
    var steps = new ArrayList<Step>();
    var covered = 0;
    for (var added = 1; covered < max; added = Math.min(added * 2, max)) {
      steps.add(new Step(covered * slots + 1, added));
      covered = added;
    }
    return List.copyOf(steps);
  }
}
