package dev.weir.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ec2.AmazonLinux2023ImageSsmParameterProps;
import software.amazon.awscdk.services.ec2.AmazonLinuxCpuType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.MachineImage;
import software.amazon.awscdk.services.ec2.NatInstanceProviderV2;
import software.amazon.awscdk.services.ec2.NatTrafficDirection;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/** Two zones of public, private and isolated subnets, and a way out for the private ones. */
final class Network extends Construct {
  private static final int ZONES = 2;

  private final Vpc vpc;

  Network(Construct scope, WeirSettings settings) {
    super(scope, "Network");
    var builder =
        Vpc.Builder.create(this, "Vpc")
            .ipAddresses(IpAddresses.cidr(settings.vpcCidr()))
            .maxAzs(ZONES)
            .subnetConfiguration(
                List.of(
                    SubnetConfiguration.builder()
                        .name("public")
                        .subnetType(SubnetType.PUBLIC)
                        .mapPublicIpOnLaunch(false)
                        .build(),
                    subnets("private", SubnetType.PRIVATE_WITH_EGRESS),
                    subnets("isolated", SubnetType.PRIVATE_ISOLATED)))
            .gatewayEndpoints(
                Map.of(
                    "S3",
                    GatewayVpcEndpointOptions.builder()
                        .service(GatewayVpcEndpointAwsService.S3)
                        .build()));
    vpc =
        switch (settings.nat()) {
          case INSTANCE -> behindAnInstance(builder, settings.vpcCidr());
          case GATEWAY -> builder.natGateways(1).build();
          case GATEWAY_PER_AZ -> builder.natGateways(ZONES).build();
        };
  }

  Vpc vpc() {
    return vpc;
  }

  /** The instance forwards for the VPC only: by default it would take packets from anywhere. */
  private static Vpc behindAnInstance(Vpc.Builder builder, String vpcCidr) {
    var nat =
        NatInstanceProviderV2.Builder.create()
            .instanceType(new InstanceType("t4g.nano"))
            .machineImage(
                MachineImage.latestAmazonLinux2023(
                    AmazonLinux2023ImageSsmParameterProps.builder()
                        .cpuType(AmazonLinuxCpuType.ARM_64)
                        .build()))
            .associatePublicIpAddress(true)
            .defaultAllowedTraffic(NatTrafficDirection.OUTBOUND_ONLY)
            .build();
    var vpc = builder.natGateways(1).natGatewayProvider(nat).build();
    nat.getConnections().allowFrom(Peer.ipv4(vpcCidr), Port.allTraffic(), "what goes out");
    return vpc;
  }

  private static SubnetConfiguration subnets(String name, SubnetType type) {
    return SubnetConfiguration.builder().name(name).subnetType(type).build();
  }
}
