package dev.weir.cdk;

import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.constructs.Construct;

/**
 * The parts' images, all of one tag.
 *
 * <p>The tag is a CloudFormation parameter without a default: synthesis needs none, a first
 * deployment must name one, and a later one keeps it unless it names another.
 */
final class Images extends Construct {
  private final CfnParameter tag;

  Images(Construct scope) {
    super(scope, "Images");
    tag =
        CfnParameter.Builder.create(this, "Tag")
            .type("String")
            .description("The tag of the images in the repositories weir/<part>")
            .allowedPattern("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
            .build();
    tag.overrideLogicalId("ImageTag");
  }

  ContainerImage of(Part part) {
    var repository = Repository.fromRepositoryName(this, part.id(), part.repository());
    return ContainerImage.fromEcrRepository(repository, tag.getValueAsString());
  }
}
