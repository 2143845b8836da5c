package dev.weir.cli.mesh;

import java.net.URI;
import java.util.Map;

/**
 * The one line with which testkit's {@code EmbeddedAws} says that it is ready, and what services
 * need to know of it.
 */
record AwsStandIn(
    String region, String accessKeyId, String secretAccessKey, Sqs sqs, S3 s3, Postgres postgres) {

  record Sqs(URI endpoint) {}

  record S3(URI endpoint, String bucket) {}

  record Postgres(Map<String, Database> databases) {}

  record Database(String jdbcUrl, String username, String password) {

    Map<String, String> environment() {
      return Map.of(
          "QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl,
          "QUARKUS_DATASOURCE_USERNAME", username,
          "QUARKUS_DATASOURCE_PASSWORD", password);
    }

    /** {@code postgresql://host:port/name}, which has its parts where a URI has them. */
    URI uri() {
      return URI.create(jdbcUrl.replaceFirst("^jdbc:", "").replaceFirst("\\?.*", ""));
    }
  }

  Database database(String name) {
    var database = postgres.databases().get(name);
    if (database == null) {
      throw new IllegalStateException("the embedded PostgreSQL has no database " + name);
    }
    return database;
  }

  /** As the AWS SDK itself reads it. */
  Map<String, String> environment() {
    return Map.of(
        "AWS_REGION", region,
        "AWS_ACCESS_KEY_ID", accessKeyId,
        "AWS_SECRET_ACCESS_KEY", secretAccessKey,
        "AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString(),
        "AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
  }
}
