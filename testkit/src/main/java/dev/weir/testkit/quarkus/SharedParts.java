package dev.weir.testkit.quarkus;

import dev.weir.testkit.AwsCredentials;
import dev.weir.testkit.EmbeddedPostgres;
import dev.weir.testkit.EmbeddedS3;
import dev.weir.testkit.EmbeddedSqs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** One embedded part of each kind for all tests of a JVM, started when first asked for. */
final class SharedParts {
  private SharedParts() {}

  static EmbeddedPostgres postgres() {
    return Postgres.SHARED;
  }

  static EmbeddedSqs sqs() {
    return Sqs.SHARED;
  }

  static EmbeddedS3 s3() {
    return S3.SHARED;
  }

  /**
   * Tells the AWS SDK's default chains of this JVM where a service is. They read environment
   * variables or these properties, and a JVM cannot set its own environment.
   */
  static void tellSdk(String endpointProperty, URI endpoint) {
    System.setProperty(endpointProperty, endpoint.toString());
    System.setProperty("aws.region", AwsCredentials.LOCAL.region());
    System.setProperty("aws.accessKeyId", AwsCredentials.LOCAL.accessKeyId());
    System.setProperty("aws.secretAccessKey", AwsCredentials.LOCAL.secretAccessKey());
  }

  private static <T extends AutoCloseable> T untilJvmEnds(T part) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(part), "stop-testkit"));
    return part;
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      System.err.println(part.getClass().getSimpleName() + " did not stop cleanly: " + e);
    }
  }

  private static final class Postgres {
    static final EmbeddedPostgres SHARED = start();

    private static EmbeddedPostgres start() {
      try {
        return untilJvmEnds(EmbeddedPostgres.temporary());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Sqs {
    static final EmbeddedSqs SHARED = untilJvmEnds(EmbeddedSqs.start(0));
  }

  private static final class S3 {
    static final EmbeddedS3 SHARED = start();

    private static EmbeddedS3 start() {
      try {
        return untilJvmEnds(EmbeddedS3.temporary());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
