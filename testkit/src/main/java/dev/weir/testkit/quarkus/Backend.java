package dev.weir.testkit.quarkus;

import dev.weir.testkit.AwsCredentials;
import dev.weir.testkit.JdbcEndpoint;
import dev.weir.testkit.QueueSpec;
import java.net.URI;
import java.util.List;

/**
 * Where the tests of a JVM get their databases, queues and buckets; started when first asked for.
 */
interface Backend {
  /** The name of the setting that chooses: {@code embedded}, the default, or {@code containers}. */
  String CHOICE = "weir.test.backend";

  static Backend chosen() {
    return switch (Setting.of(CHOICE, "embedded")) {
      case "embedded" -> EmbeddedBackend.SHARED;
      case "containers" -> ContainerBackend.SHARED;
      default ->
          throw new IllegalArgumentException(
              CHOICE + " is embedded or containers, not " + Setting.of(CHOICE, ""));
    };
  }

  JdbcEndpoint database(String name);

  /** Creates the queues unless they are there, and says where SQS is. */
  URI queues(List<QueueSpec> queues);

  /** Creates the bucket unless it is there, and says where S3 is. */
  URI bucket(String name);

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
}
