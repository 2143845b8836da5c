package dev.weir.cdk;

import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ecs.CapacityProviderStrategy;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.IEcsLoadBalancerTarget;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;
import software.amazon.awscdk.services.ecs.ServiceConnectProps;
import software.amazon.awscdk.services.ecs.ServiceConnectService;
import software.constructs.Construct;

/** A part as a Fargate service in the private subnets. Nobody reaches it but whom it lets in. */
final class PartService extends Construct {
  private static final Duration REQUESTS_TAKE_AT_MOST = Duration.minutes(1);

  /** Zero switches the limit off: a blob may be of any size, and so may take any time. */
  private static final Duration NO_LIMIT = Duration.seconds(0);

  private static final Duration STARTS_WITHIN = Duration.minutes(3);

  private final Part part;
  private final FargateService service;

  private PartService(
      Construct scope, PartTask task, Mesh mesh, UnaryOperator<FargateService.Builder> more) {
    super(scope, task.part().id());
    part = task.part();
    service =
        more.apply(
                FargateService.Builder.create(this, "Service")
                    .cluster(mesh.cluster())
                    .taskDefinition(task.definition())
                    .vpcSubnets(
                        SubnetSelection.builder()
                            .subnetType(SubnetType.PRIVATE_WITH_EGRESS)
                            .build())
                    .assignPublicIp(false)
                    .minHealthyPercent(100)
                    .maxHealthyPercent(200)
                    .circuitBreaker(
                        DeploymentCircuitBreaker.builder().enable(true).rollback(true).build()))
            .build();
    // Without a way out, a task can fetch neither its image nor its secrets.
    resource()
        .getNode()
        .addDependency(mesh.cluster().getVpc().getInternetConnectivityEstablished());
  }

  /** A part that others call, by its name in the namespace. */
  static PartService server(Construct scope, PartTask task, Mesh mesh, WeirSettings settings) {
    return new PartService(
        scope,
        task,
        mesh,
        service ->
            service
                .desiredCount(settings.replicas())
                .healthCheckGracePeriod(STARTS_WITHIN)
                .enableExecuteCommand(settings.remoteAccess())
                .serviceConnectConfiguration(
                    ServiceConnectProps.builder()
                        .services(List.of(published(task.part())))
                        .build()));
  }

  /**
   * A part that only calls. It names no desired count: with one, each deployment would put the
   * number of workers back to it, whatever they are busy with.
   */
  static PartService client(Construct scope, PartTask task, Mesh mesh, boolean spot) {
    return new PartService(
        scope,
        task,
        mesh,
        service ->
            service
                .capacityProviderStrategies(
                    List.of(
                        CapacityProviderStrategy.builder()
                            .capacityProvider(spot ? "FARGATE_SPOT" : "FARGATE")
                            .weight(1)
                            .build()))
                .serviceConnectConfiguration(ServiceConnectProps.builder().build()));
  }

  /**
   * Lets this part call the other. A task only knows the names that were there when it started, so
   * the other has to be there first.
   */
  void calls(PartService other) {
    other.service.getConnections().allowFrom(service, Port.tcp(other.part.port()), part.id());
    resource().addResourceDependency(other.resource());
  }

  Part part() {
    return part;
  }

  FargateService service() {
    return service;
  }

  IEcsLoadBalancerTarget target() {
    return service.loadBalancerTarget(
        LoadBalancerTargetOptions.builder()
            .containerName(part.id())
            .containerPort(part.port())
            .build());
  }

  /** The service alone: the construct holds security groups too, and those name each other. */
  private CfnResource resource() {
    return (CfnResource) service.getNode().findChild("Service");
  }

  private static ServiceConnectService published(Part part) {
    return ServiceConnectService.builder()
        .portMappingName(part.id())
        .discoveryName(part.id())
        .dnsName(part.host())
        .port(part.port())
        .perRequestTimeout(part == Part.ARTIFACT_STORE ? NO_LIMIT : REQUESTS_TAKE_AT_MOST)
        .build();
  }
}
