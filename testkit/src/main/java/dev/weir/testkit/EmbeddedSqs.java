package dev.weir.testkit;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;

/** An SQS in this JVM, in memory, on the loopback interface. Its messages end with it. */
public final class EmbeddedSqs implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final String ACCOUNT = "000000000000";

  private final SQSRestServer server;
  private final URI endpoint;

  private EmbeddedSqs(SQSRestServer server) {
    this.server = server;
    int port = server.waitUntilStarted().localAddress().getPort();
    this.endpoint = URI.create("http://" + HOST + ":" + port);
  }

  /** Starts on that port, or on a free one if it is 0. */
  public static EmbeddedSqs start(int port) {
    return new EmbeddedSqs(onPort(port).start());
  }

  private static TheSQSRestServerBuilder onPort(int port) {
    var builder =
        SQSRestServerBuilder.withInterface(HOST)
            .withAWSRegion(AwsCredentials.LOCAL.region())
            .withAWSAccountId(ACCOUNT);
    return port == 0 ? builder.withDynamicPort() : builder.withPort(port);
  }

  public URI endpoint() {
    return endpoint;
  }

  /** Creates the queue and its dead-letter queue unless they are there, and returns its URL. */
  public URI createQueue(QueueSpec queue) throws IOException {
    call("CreateQueue", "{\"QueueName\":\"%s\"}".formatted(queue.deadLetterName()));
    call(
        "CreateQueue",
        """
        {"QueueName":"%s","Attributes":{"VisibilityTimeout":"%d","RedrivePolicy":\
        "{\\"deadLetterTargetArn\\":\\"arn:aws:sqs:%s:%s:%s\\",\\"maxReceiveCount\\":%d}"}}"""
            .formatted(
                queue.name(),
                queue.visibilityTimeout().toSeconds(),
                AwsCredentials.LOCAL.region(),
                ACCOUNT,
                queue.deadLetterName(),
                queue.maxReceives()));
    return endpoint.resolve("/" + ACCOUNT + "/" + queue.name());
  }

  /** One call of SQS's JSON protocol; no SDK, so that the dev mesh need not carry one. */
  private void call(String action, String body) throws IOException {
    var connection = (HttpURLConnection) endpoint.toURL().openConnection();
    try {
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
      connection.setRequestProperty("X-Amz-Target", "AmazonSQS." + action);
      try (var out = connection.getOutputStream()) {
        out.write(body.getBytes(StandardCharsets.UTF_8));
      }
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException(
            action + " answered " + connection.getResponseCode() + ": " + error(connection));
      }
    } finally {
      connection.disconnect();
    }
  }

  private static String error(HttpURLConnection connection) throws IOException {
    try (var in = connection.getErrorStream()) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    server.stopAndWait();
  }
}
