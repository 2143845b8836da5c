package dev.weir.cdk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecs.AppProtocol;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.LinuxParameters;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** How one task of a part runs: image, size, environment, health check and log. */
final class PartTask extends Construct {
  /** The longest that Fargate waits between SIGTERM and SIGKILL. */
  static final Duration DRAINS_FOR = Duration.seconds(120);

  /** What Service Connect's proxy gets of a task's memory. A JVM sizes its heap by the rest. */
  private static final int PROXY_MIB = 128;

  private final Part part;
  private final FargateTaskDefinition definition;

  PartTask(Construct scope, Part part, TaskShape shape, Images images, WeirSettings settings) {
    super(scope, part.id() + "-task");
    this.part = part;
    definition =
        FargateTaskDefinition.Builder.create(this, "Definition")
            .family("weir-" + part.id())
            .cpu(shape.size().cpu())
            .memoryLimitMiB(shape.size().memoryMib())
            .ephemeralStorageGiB(shape.diskGib())
            .runtimePlatform(
                RuntimePlatform.builder()
                    .operatingSystemFamily(OperatingSystemFamily.LINUX)
                    .cpuArchitecture(
                        settings.arm64() ? CpuArchitecture.ARM64 : CpuArchitecture.X86_64)
                    .build())
            .build();
    definition.addContainer(
        part.id(),
        ContainerDefinitionOptions.builder()
            .containerName(part.id())
            .image(images.of(part))
            .memoryLimitMiB(shape.size().memoryMib() - PROXY_MIB)
            .environment(environment(shape))
            .secrets(new TreeMap<>(shape.secrets()))
            .portMappings(List.of(port()))
            .healthCheck(healthCheck())
            .stopTimeout(DRAINS_FOR)
            // Reaps what a killed task's process left behind.
            .linuxParameters(
                LinuxParameters.Builder.create(this, "Linux").initProcessEnabled(true).build())
            .logging(log(settings))
            .build());
  }

  Part part() {
    return part;
  }

  FargateTaskDefinition definition() {
    return definition;
  }

  /** Whose permissions the part's code has, and on a worker the flow's code as well. */
  IGrantable role() {
    return definition.getTaskRole();
  }

  /** Sorted: an order that changes from one synthesis to the next would restart the services. */
  private Map<String, String> environment(TaskShape shape) {
    var environment = new TreeMap<>(shape.environment());
    environment.put("QUARKUS_HTTP_HOST", "0.0.0.0");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(part.port()));
    environment.put("AWS_REGION", Aws.REGION);
    return environment;
  }

  private PortMapping port() {
    return PortMapping.builder()
        .name(part.id())
        .containerPort(part.port())
        .appProtocol(AppProtocol.getHttp())
        .build();
  }

  /** The image's own script; ECS does not look at the image's own {@code HEALTHCHECK}. */
  private static HealthCheck healthCheck() {
    return HealthCheck.builder()
        .command(List.of("CMD", "/opt/weir/healthy"))
        .interval(Duration.seconds(15))
        .timeout(Duration.seconds(5))
        .retries(3)
        .startPeriod(Duration.seconds(120))
        .build();
  }

  private LogDriver log(WeirSettings settings) {
    var group =
        LogGroup.Builder.create(this, "Log")
            .logGroupName("/weir/" + part.id())
            .retention(settings.logRetention())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    return LogDriver.awsLogs(
        AwsLogDriverProps.builder().logGroup(group).streamPrefix(part.id()).build());
  }
}
