package dev.weir.cdk;

import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.CloudMapNamespaceOptions;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.servicediscovery.NamespaceType;
import software.constructs.Construct;

/** The ECS cluster and the namespace in which the parts find each other. */
final class Mesh extends Construct {
  private final Cluster cluster;

  Mesh(Construct scope, Vpc vpc) {
    super(scope, "Mesh");
    cluster =
        Cluster.Builder.create(this, "Cluster")
            .vpc(vpc)
            .enableFargateCapacityProviders(true)
            .defaultCloudMapNamespace(
                CloudMapNamespaceOptions.builder()
                    .name(Part.NAMESPACE)
                    // Service Connect asks its own API for addresses: no hosted zone to pay for.
                    .type(NamespaceType.HTTP)
                    .useForServiceConnect(true)
                    .build())
            .build();
  }

  Cluster cluster() {
    return cluster;
  }
}
