package dev.weir.testkit;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What {@link EmbeddedAws} is asked to start; a port of 0 stands for a free one. */
record AwsOptions(
    Path dataDirectory,
    int sqsPort,
    int s3Port,
    int postgresPort,
    String bucket,
    List<String> queues,
    List<String> databases,
    boolean untilStdinCloses) {
  static final String USAGE =
      """
      usage: EmbeddedAws --data-dir DIR [--sqs-port N] [--s3-port N] [--postgres-port N]
               [--bucket NAME] [--queues NAME,…] [--databases NAME,…] [--until-stdin-closes]
      Starts an SQS (in memory), an S3 and a PostgreSQL (both kept in DIR), creates what is named, each queue
      with a dead-letter queue NAME-dlq, and prints one line of JSON when all of it is ready. A port of 0,
      the default, is a free one.""";

  AwsOptions {
    queues = List.copyOf(queues);
    databases = List.copyOf(databases);
  }

  static AwsOptions parse(String... args) {
    var options = new Builder();
    for (var words = List.of(args).iterator(); words.hasNext(); ) {
      options.take(words.next(), words);
    }
    return options.build();
  }

  private static final class Builder {
    private Optional<Path> dataDirectory = Optional.empty();
    private int sqsPort;
    private int s3Port;
    private int postgresPort;
    private String bucket = "weir-artifacts";
    private List<String> queues = List.of("weir-tasks", "weir-task-events");
    private List<String> databases = List.of("scheduler", "metadata", "artifacts");
    private boolean untilStdinCloses;

    void take(String option, Iterator<String> words) {
      switch (option) {
        case "--data-dir" -> dataDirectory = Optional.of(Path.of(value(option, words)));
        case "--sqs-port" -> sqsPort = port(option, words);
        case "--s3-port" -> s3Port = port(option, words);
        case "--postgres-port" -> postgresPort = port(option, words);
        case "--bucket" -> bucket = value(option, words);
        case "--queues" -> queues = names(value(option, words));
        case "--databases" -> databases = names(value(option, words));
        case "--until-stdin-closes" -> untilStdinCloses = true;
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }

    private static String value(String option, Iterator<String> words) {
      if (!words.hasNext()) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      return words.next();
    }

    private static int port(String option, Iterator<String> words) {
      var text = value(option, words);
      if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
        throw new IllegalArgumentException(option + " takes a port from 0 to 65535, not " + text);
      }
      return Integer.parseInt(text);
    }

    private static List<String> names(String list) {
      return Arrays.stream(list.split(",")).filter(name -> !name.isBlank()).toList();
    }

    AwsOptions build() {
      return new AwsOptions(
          dataDirectory.orElseThrow(() -> new IllegalArgumentException("--data-dir is missing")),
          sqsPort,
          s3Port,
          postgresPort,
          bucket,
          queues,
          databases,
          untilStdinCloses);
    }
  }
}
