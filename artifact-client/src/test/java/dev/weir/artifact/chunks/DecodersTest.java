package dev.weir.artifact.chunks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Decoders against bytes that are nearly good. {@code -Dweir.fuzz.cases} and {@code
 * -Dweir.fuzz.seed} ask for more and for others; {@code fuzz} in this module's folder searches by
 * coverage.
 */
class DecodersTest {
  private static final int CASES = Integer.getInteger("weir.fuzz.cases", 40_000);
  private static final long SEED = Long.getLong("weir.fuzz.seed", 1);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @EnumSource
  void goodInputsAreRead(Decoder decoder) throws Exception {
    for (var sample : decoder.samples()) {
      decoder.read(sample);
    }
  }

  @ParameterizedTest
  @EnumSource
  void badInputsEndInTheDocumentedErrorAndTakeNoMoreMemoryThanTheyWarrant(Decoder decoder)
      throws Exception {
    // Given
    goodInputsAreRead(decoder); // Loads what reading loads once.
    var mutations = new Mutations(SEED, decoder.samples());
    var cases = decoder == Decoder.PACK ? CASES / 20 : CASES;
    for (var i = 0; i < cases; i++) {
      var input = mutations.next();
      // When
      var taken = heapTakenBy(decoder, input, i);
      // Then
      if (taken > decoder.allowance(input.length)) {
        throw new AssertionError(taken + " bytes of the heap for " + told(input, i));
      }
    }
  }

  private static long heapTakenBy(Decoder decoder, byte[] input, int index) {
    var before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      decoder.read(input);
    } catch (Throwable e) {
      throw new AssertionError("not read as it should be: " + told(input, index), e);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static String told(byte[] input, int index) {
    return "case %d of seed %d, %d bytes: %s"
        .formatted(index, SEED, input.length, HexFormat.of().formatHex(input));
  }
}
