package dev.weir.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A collection never loses a chunk that a kept run has, and in the end leaves none that none has:
 * with writers, readers and runs that come and go between any two of its steps, crashes of
 * everybody at every step, and clocks that differ. {@code -Dweir.gc.seeds=10000} tries more worlds,
 * {@code -Dweir.gc.seed=N} one of them again.
 */
public abstract class CollectorContract {

  /** How many worlds are tried where nobody says it. */
  protected abstract int seeds();

  /** An empty store. */
  protected abstract CollectedStore store(Supplier<Instant> collectorsClock) throws IOException;

  @TestFactory
  Stream<DynamicTest> nothingNeededIsLostAndNothingElseStays() {
    var one = Integer.getInteger("weir.gc.seed");
    var seeds =
        one == null
            ? IntStream.range(0, Integer.getInteger("weir.gc.seeds", seeds()))
            : IntStream.of(one);
    return seeds.mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> play(seed)));
  }

  private void play(int seed) throws IOException {
    var world = new CollectedWorld(seed);
    try (var store = store(world::collectorsNow)) {
      // Given
      world.populate(store);
      // When
      world.live();
      // Then
      world.settle();
      assertThat(world.unneeded()).as("left, with -Dweir.gc.seed=" + seed).isEmpty();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("again with -Dweir.gc.seed=" + seed + ": " + e.getMessage(), e);
    }
  }
}
