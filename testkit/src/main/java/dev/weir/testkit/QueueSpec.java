package dev.weir.testkit;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A queue to create: what is received {@code maxReceives} times in vain goes to its dead-letter
 * queue.
 */
public record QueueSpec(String name, Duration visibilityTimeout, int maxReceives) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,76}");

  public QueueSpec {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "not a queue name (1 to 76 letters, digits, - or _): " + name);
    }
    if (visibilityTimeout.isNegative() || visibilityTimeout.compareTo(Duration.ofHours(12)) > 0) {
      throw new IllegalArgumentException(
          "visibility timeout out of 0 to 12 h: " + visibilityTimeout);
    }
    if (maxReceives < 1 || maxReceives > 1000) {
      throw new IllegalArgumentException("max receives out of 1 to 1000: " + maxReceives);
    }
  }

  /** As SQS has it by default, with five receives before a message counts as dead. */
  public static QueueSpec named(String name) {
    return new QueueSpec(name, Duration.ofSeconds(30), 5);
  }

  public String deadLetterName() {
    return name + "-dlq";
  }
}
