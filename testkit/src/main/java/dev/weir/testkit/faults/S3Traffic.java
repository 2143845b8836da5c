package dev.weir.testkit.faults;

import java.util.EnumMap;
import java.util.Map;

/**
 * What came by since it was last forgotten.
 *
 * @param requests how many of each kind, refused ones too
 * @param bytesUp of the bodies that were sent to S3
 * @param bytesDown of the bodies that S3 answered
 */
public record S3Traffic(Map<S3Operation, Long> requests, long bytesUp, long bytesDown) {
  public S3Traffic {
    requests = Map.copyOf(requests);
  }

  public long total() {
    return requests.values().stream().mapToLong(Long::longValue).sum();
  }

  public long count(S3Operation operation) {
    return requests.getOrDefault(operation, 0L);
  }

  /** Counts while many threads tell it. */
  static final class Counter {
    private final Map<S3Operation, Long> requests = new EnumMap<>(S3Operation.class);
    private long bytesUp;
    private long bytesDown;

    synchronized void request(S3Operation operation) {
      requests.merge(operation, 1L, Long::sum);
    }

    synchronized void up(long bytes) {
      bytesUp += bytes;
    }

    synchronized void down(long bytes) {
      bytesDown += bytes;
    }

    synchronized S3Traffic soFar() {
      return new S3Traffic(requests, bytesUp, bytesDown);
    }

    synchronized void forget() {
      requests.clear();
      bytesUp = 0;
      bytesDown = 0;
    }
  }
}
