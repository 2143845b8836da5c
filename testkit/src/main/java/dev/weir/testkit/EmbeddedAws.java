package dev.weir.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The process of the dev mesh that holds its SQS, S3 and PostgreSQL. What is in the queues ends
 * with it: messages are hints, and the scheduler's timer gives them again.
 */
public final class EmbeddedAws {
  private final AwsOptions options;
  private final OpenParts parts;

  private EmbeddedAws(AwsOptions options, OpenParts parts) {
    this.options = options;
    this.parts = parts;
  }

  public static void main(String... args) throws InterruptedException {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    var answer = System.out;
    // Standard output carries one line of JSON and nothing that a library might print.
    System.setOut(System.err);
    if (List.of(args).contains("--help")) {
      answer.println(AwsOptions.USAGE);
      return;
    }
    try {
      var options = AwsOptions.parse(args);
      var parts = new OpenParts();
      Runtime.getRuntime().addShutdownHook(new Thread(parts::close, "stop"));
      if (options.untilStdinCloses()) {
        Thread.ofPlatform().daemon().name("stdin").start(EmbeddedAws::exitWhenStdinCloses);
      }
      answer.println(new EmbeddedAws(options, parts).start().json());
      answer.flush();
      Thread.currentThread().join();
    } catch (IllegalArgumentException e) {
      exit(2, e.getMessage() + "\n" + AwsOptions.USAGE);
    } catch (IOException e) {
      exit(1, e.getMessage());
    }
  }

  private static void exitWhenStdinCloses() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("standard input broke, stopping: " + e.getMessage());
    }
    System.exit(0);
  }

  private static void exit(int status, String message) {
    System.err.println(message);
    System.exit(status);
  }

  /** Starts all three side by side, for each waits mostly on something else than the processor. */
  private AwsEndpoints start() throws IOException, InterruptedException {
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var databases = threads.submit(this::startPostgres);
      var queues = threads.submit(this::startSqs);
      var s3 = threads.submit(this::startS3);
      var sqs = await(queues);
      return new AwsEndpoints(
          sqs.endpoint(), sqs.urls(), await(s3), options.bucket(), await(databases));
    }
  }

  private Map<String, JdbcEndpoint> startPostgres() throws IOException, SQLException {
    var postgres =
        parts.add(
            EmbeddedPostgres.durable(
                options.dataDirectory().resolve("postgres"), options.postgresPort()));
    var endpoints = new TreeMap<String, JdbcEndpoint>();
    for (var name : options.databases()) {
      endpoints.put(name, postgres.createDatabase(name));
    }
    return endpoints;
  }

  private Queues startSqs() throws IOException {
    // Not one of the parts to be closed: it has nothing to keep, ends with the process, and a close
    // would wait out every long poll.
    var sqs = EmbeddedSqs.start(options.sqsPort());
    var urls = new TreeMap<String, URI>();
    for (var name : options.queues()) {
      urls.put(name, sqs.createQueue(QueueSpec.named(name)));
    }
    return new Queues(sqs.endpoint(), urls);
  }

  private URI startS3() throws IOException {
    var s3 = parts.add(EmbeddedS3.durable(options.dataDirectory().resolve("s3"), options.s3Port()));
    s3.createBucket(options.bucket());
    return s3.endpoint();
  }

  private static <T> T await(Future<T> part) throws IOException, InterruptedException {
    try {
      return part.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IllegalArgumentException wrongName -> throw wrongName;
        case Exception cause -> throw new IOException(cause.getMessage(), cause);
        default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  private record Queues(URI endpoint, Map<String, URI> urls) {}
}
