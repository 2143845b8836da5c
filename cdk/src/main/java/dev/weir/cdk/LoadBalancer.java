package dev.weir.cdk;

import java.util.List;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationTargetsProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.constructs.Construct;

/**
 * The way in from outside the mesh: a listener for each service, on the port it has everywhere.
 *
 * <p>Ports and not paths, because scheduler-svc and metadata-svc both answer {@code /v1/runs}.
 */
final class LoadBalancer extends Construct {
  private final ApplicationLoadBalancer balancer;
  private final Entrance entrance;

  LoadBalancer(Construct scope, Vpc vpc, Entrance entrance, List<PartService> services) {
    super(scope, "LoadBalancer");
    this.entrance = entrance;
    balancer =
        ApplicationLoadBalancer.Builder.create(this, "Balancer")
            .vpc(vpc)
            .internetFacing(entrance.open())
            .vpcSubnets(
                SubnetSelection.builder()
                    .subnetType(
                        entrance.open() ? SubnetType.PUBLIC : SubnetType.PRIVATE_WITH_EGRESS)
                    .build())
            .dropInvalidHeaderFields(true)
            .idleTimeout(Duration.minutes(2))
            .build();
    services.forEach(this::listen);
    warnWhenOpen();
  }

  String url(Part part) {
    return entrance.scheme() + "://" + balancer.getLoadBalancerDnsName() + ":" + part.port();
  }

  private void listen(PartService service) {
    var part = service.part();
    listener(part)
        .addTargets(
            "Targets",
            AddApplicationTargetsProps.builder()
                .protocol(ApplicationProtocol.HTTP)
                .port(part.port())
                .targets(List.of(service.target()))
                .deregistrationDelay(Duration.seconds(30))
                .healthCheck(
                    HealthCheck.builder()
                        .path("/q/health/ready")
                        .interval(Duration.seconds(15))
                        .healthyThresholdCount(2)
                        .build())
                .build());
    balancer
        .getConnections()
        .allowFrom(Peer.ipv4(entrance.allowedCidr()), Port.tcp(part.port()), part.id());
  }

  private ApplicationListener listener(Part part) {
    var listener = BaseApplicationListenerProps.builder().port(part.port()).open(false);
    entrance
        .certificateArn()
        .ifPresentOrElse(
            arn ->
                listener
                    .protocol(ApplicationProtocol.HTTPS)
                    .sslPolicy(SslPolicy.RECOMMENDED_TLS)
                    .certificates(List.of(ListenerCertificate.fromArn(arn))),
            () -> listener.protocol(ApplicationProtocol.HTTP));
    return balancer.addListener(part.id(), listener.build());
  }

  private void warnWhenOpen() {
    if (!entrance.open()) {
      return;
    }
    var plain = entrance.certificateArn().isEmpty() ? ", unencrypted" : "";
    Annotations.of(this)
        .addWarningV2(
            "weir:open-without-login",
            "Weir has no login yet: whoever calls from %s can act as anybody%s."
                .formatted(entrance.allowedCidr(), plain));
  }
}
