package dev.weir.testkit.quarkus;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The service's own database as its default datasource; the argument {@code database} names it. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
  private String database = "weir";

  @Override
  public void init(Map<String, String> args) {
    database = args.getOrDefault("database", database);
  }

  @Override
  public Map<String, String> start() {
    var endpoint = Backend.chosen().database(database);
    return Map.of(
        "quarkus.datasource.jdbc.url", endpoint.url(),
        "quarkus.datasource.username", endpoint.username(),
        "quarkus.datasource.password", endpoint.password());
  }

  /** The server ends with the JVM: the next test class finds it warm. */
  @Override
  public void stop() {}
}
