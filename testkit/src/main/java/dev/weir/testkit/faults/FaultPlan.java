package dev.weir.testkit.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Decides for each request what goes wrong with it. Called by many threads at once. */
@FunctionalInterface
public interface FaultPlan {
  Optional<Fault> next(S3Request request);

  static FaultPlan none() {
    return request -> Optional.empty();
  }

  /**
   * Any of the faults, for that share of the requests; the same request, repeated, fails at most
   * that often in a row, so that one who asks once more than that gets an answer.
   */
  static FaultPlan seeded(long seed, double share, int inARow, List<Fault> faults) {
    return new Seeded(new Random(seed), share, inARow, List.copyOf(faults), new HashMap<>());
  }

  /** By the n-th decision; which request is the n-th may differ from run to run. */
  record Seeded(
      Random random, double share, int inARow, List<Fault> faults, Map<S3Request, Integer> failed)
      implements FaultPlan {

    @Override
    public synchronized Optional<Fault> next(S3Request request) {
      int before = failed.getOrDefault(request, 0);
      if (before >= inARow || random.nextDouble() >= share) {
        failed.remove(request);
        return Optional.empty();
      }
      failed.put(request, before + 1);
      return Optional.of(faults.get(random.nextInt(faults.size())));
    }
  }
}
