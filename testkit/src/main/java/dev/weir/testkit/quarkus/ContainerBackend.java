package dev.weir.testkit.quarkus;

import dev.weir.testkit.JdbcEndpoint;
import dev.weir.testkit.QueueSpec;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * PostgreSQL and LocalStack in containers: closer to what production runs, where an engine answers.
 */
final class ContainerBackend implements Backend {
  static final ContainerBackend SHARED = new ContainerBackend();

  private final SharedPart<PostgreSQLContainer> postgres =
      new SharedPart<>(ContainerBackend::startPostgres);
  private final SharedPart<LocalStackContainer> localStack =
      new SharedPart<>(ContainerBackend::startLocalStack);

  static String postgresImage() {
    return Setting.of("weir.test.postgres-image", "postgres:18-alpine");
  }

  static String localStackImage() {
    return Setting.of("weir.test.localstack-image", "localstack/localstack:4");
  }

  private static PostgreSQLContainer startPostgres() {
    var container =
        new PostgreSQLContainer(
                DockerImageName.parse(postgresImage()).asCompatibleSubstituteFor("postgres"))
            .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
    container.start();
    return container;
  }

  private static LocalStackContainer startLocalStack() {
    var container =
        new LocalStackContainer(
                DockerImageName.parse(localStackImage())
                    .asCompatibleSubstituteFor("localstack/localstack"))
            .withServices("sqs", "s3");
    container.start();
    return container;
  }

  @Override
  public JdbcEndpoint database(String name) {
    var server = postgres.get();
    var template =
        new JdbcEndpoint(server.getJdbcUrl(), server.getUsername(), server.getPassword());
    try {
      return template.createDatabase(name);
    } catch (SQLException e) {
      throw new IllegalStateException("no database " + name + ": " + e.getMessage(), e);
    }
  }

  @Override
  public URI queues(List<QueueSpec> queues) {
    var endpoint = localStack.get().getEndpoint();
    try (var sqs = new SdkQueues(endpoint)) {
      queues.forEach(sqs::create);
    }
    return endpoint;
  }

  @Override
  public URI bucket(String name) {
    var endpoint = localStack.get().getEndpoint();
    SdkBuckets.create(endpoint, name);
    return endpoint;
  }
}
