package dev.weir.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Names, ports and environment are those that the services read and call. */
class ContractTest {
  private final Stack stack = Synth.withDefaults();

  @ParameterizedTest
  @CsvSource({
    "METADATA_SVC, metadata-svc, 8080",
    "SCHEDULER_SVC, scheduler-svc, 8081",
    "ARTIFACT_STORE, artifact-store, 8082",
    "WORKER, worker, 8083"
  })
  void eachPartListensOnItsPortInAnImageOfItsName(Part part, String id, int port) {
    assertThat(stack.environment(part))
        .contains(
            entry("QUARKUS_HTTP_HOST", "0.0.0.0"),
            entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
            entry("AWS_REGION", "{\"Ref\":\"AWS::Region\"}"));
    assertThat(stack.container(part).at("/PortMappings/0/ContainerPort").asInt()).isEqualTo(port);
    assertThat(stack.container(part).get("Image").toString())
        .contains("/weir/" + id + ":")
        .contains("{\"Ref\":\"ImageTag\"}");
  }

  @ParameterizedTest
  @EnumSource
  void aPartThatDoesNotAnswerIsReplaced(Part part) {
    assertThat(stack.container(part).at("/HealthCheck/Command").toString())
        .isEqualTo("[\"CMD\",\"/opt/weir/healthy\"]");
  }

  @ParameterizedTest
  @EnumSource
  void theProxyHasMemoryOfItsOwn(Part part) {
    var task = Integer.parseInt(stack.task(part).get("Memory").asText());
    assertThat(stack.container(part).get("Memory").asInt()).isEqualTo(task - 128);
  }

  @Test
  void metadataFindsItsSchema() {
    assertThat(stack.environment(Part.METADATA_SVC))
        .containsOnlyKeys(
            "AWS_REGION",
            "QUARKUS_DATASOURCE_JDBC_URL",
            "QUARKUS_FLYWAY_SCHEMAS",
            "QUARKUS_HTTP_HOST",
            "QUARKUS_HTTP_PORT")
        .containsEntry("QUARKUS_FLYWAY_SCHEMAS", "metadata")
        .hasEntrySatisfying(
            "QUARKUS_DATASOURCE_JDBC_URL",
            url -> assertThat(url).contains("/weir?currentSchema=metadata&sslmode=require"));
  }

  @Test
  void schedulerFindsItsSchemaTheQueuesAndTheOthers() {
    assertThat(stack.environment(Part.SCHEDULER_SVC))
        .contains(
            entry("SCHEDULER_METADATA_URL", "http://metadata-svc.weir.local:8080"),
            entry("SCHEDULER_ARTIFACT_STORE_URL", "http://artifact-store.weir.local:8082"),
            entry("SCHEDULER_QUEUES_TASKS", "weir-tasks"),
            entry("SCHEDULER_QUEUES_TASK_EVENTS", "weir-task-events"),
            entry("SCHEDULER_LEASE", "PT30S"),
            entry("QUARKUS_FLYWAY_SCHEMAS", "scheduler"))
        .hasEntrySatisfying(
            "QUARKUS_DATASOURCE_JDBC_URL",
            url -> assertThat(url).contains("/weir?currentSchema=scheduler&sslmode=require"));
  }

  @Test
  void artifactStoreFindsItsBucketAndItsSchema() {
    assertThat(stack.environment(Part.ARTIFACT_STORE))
        .containsEntry("QUARKUS_FLYWAY_SCHEMAS", "artifacts")
        .hasEntrySatisfying(
            "STORE_BUCKET", bucket -> assertThat(bucket).contains("StorageArtifacts"))
        .hasEntrySatisfying(
            "QUARKUS_DATASOURCE_JDBC_URL",
            url -> assertThat(url).contains("/weir?currentSchema=artifacts&sslmode=require"));
  }

  @Test
  void workersFindTheOthers() {
    assertThat(stack.environment(Part.WORKER))
        .contains(
            entry("WORKER_SCHEDULER_URL", "http://scheduler-svc.weir.local:8081"),
            entry("WORKER_METADATA_URL", "http://metadata-svc.weir.local:8080"),
            entry("WORKER_ARTIFACT_STORE_URL", "http://artifact-store.weir.local:8082"),
            entry("WORKER_QUEUES_TASKS", "weir-tasks"),
            entry("WORKER_QUEUES_TASK_EVENTS", "weir-task-events"),
            entry("WORKER_VISIBILITY", "PT1M"),
            entry("WORKER_SLOTS", "2"));
  }

  @Test
  void aWorkerThatIsStoppedHasTimeToGiveItsTasksBack() {
    var drain = Duration.parse(stack.environment(Part.WORKER).get("WORKER_DRAIN_TIMEOUT"));
    var killedAfter = stack.container(Part.WORKER).get("StopTimeout").asInt();
    assertThat(drain.plusSeconds(15).toSeconds()).isLessThanOrEqualTo(killedAfter);
  }

  @ParameterizedTest
  @EnumSource(names = "WORKER", mode = EnumSource.Mode.EXCLUDE)
  void theNameThatOthersCallIsPublished(Part part) {
    var published = stack.service(part).at("/ServiceConnectConfiguration/Services/0");
    assertThat(published.at("/ClientAliases/0/DnsName").asText()).isEqualTo(part.host());
    assertThat(published.at("/ClientAliases/0/Port").asInt()).isEqualTo(part.port());
    assertThat(published.get("PortName").asText())
        .isEqualTo(stack.container(part).at("/PortMappings/0/Name").asText());
  }

  @Test
  void aServiceStartsAfterThoseItCalls() {
    // A task learns the names in the namespace when it starts, and never again.
    assertThat(dependencies(Part.SCHEDULER_SVC))
        .contains(logicalId(Part.METADATA_SVC), logicalId(Part.ARTIFACT_STORE));
    assertThat(dependencies(Part.WORKER))
        .contains(
            logicalId(Part.METADATA_SVC),
            logicalId(Part.ARTIFACT_STORE),
            logicalId(Part.SCHEDULER_SVC));
  }

  @Test
  void blobsOfAnySizePassThroughTheMesh() {
    assertThat(
            stack
                .service(Part.ARTIFACT_STORE)
                .at("/ServiceConnectConfiguration/Services/0/Timeout/PerRequestTimeoutSeconds")
                .asInt(-1))
        .isZero();
  }

  @Test
  void theLoadBalancerListensOnThePortsOfTheDevMesh() {
    assertThat(stack.all("AWS::ElasticLoadBalancingV2::Listener"))
        .extracting(listener -> listener.get("Port").asInt())
        .containsExactlyInAnyOrder(8080, 8081, 8082);
    assertThat(stack.all("AWS::ElasticLoadBalancingV2::TargetGroup"))
        .allSatisfy(
            group ->
                assertThat(group.get("HealthCheckPath").asText()).isEqualTo("/q/health/ready"));
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfTheEnvironmentIsTheSameInEverySynthesis(Part part) {
    assertThat(Stack.elements(stack.container(part).get("Environment")))
        .extracting(variable -> variable.get("Name").asText())
        .isSorted();
  }

  private Iterable<String> dependencies(Part part) {
    return Stack.elements(stack.serviceResource(part).getValue().get("DependsOn"))
        .map(JsonNode::asText)
        .toList();
  }

  private String logicalId(Part part) {
    return stack.serviceResource(part).getKey();
  }
}
