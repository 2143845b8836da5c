package dev.weir.testkit.quarkus;

import dev.weir.testkit.QueueSpec;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * The queues, for the SDK's default chains. The argument {@code queues} lists their names, {@code
 * visibility} is how long a received message stays hidden.
 */
public final class SqsResource implements QuarkusTestResourceLifecycleManager {
  private String queues = "weir-tasks,weir-task-events";
  private Duration visibility = Duration.ofSeconds(30);

  @Override
  public void init(Map<String, String> args) {
    queues = args.getOrDefault("queues", queues);
    visibility = Duration.parse(args.getOrDefault("visibility", visibility.toString()));
  }

  @Override
  public Map<String, String> start() {
    var specs =
        Arrays.stream(queues.split(",")).map(name -> new QueueSpec(name, visibility, 5)).toList();
    Backend.tellSdk("aws.endpointUrlSqs", Backend.chosen().queues(specs));
    return Map.of();
  }

  /** The server ends with the JVM: the next test class finds it warm. */
  @Override
  public void stop() {}
}
