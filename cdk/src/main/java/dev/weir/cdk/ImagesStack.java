package dev.weir.cdk;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.constructs.Construct;

/** A repository for each part's image. A stack of its own: images must be there before services. */
final class ImagesStack extends Stack {
  private static final int KEPT = 20;

  ImagesStack(Construct scope, String id) {
    super(scope, id);
    for (var part : Part.values()) {
      Repository.Builder.create(this, part.id())
          .repositoryName(part.repository())
          // A tag that moved would make a rollback start the very image it rolls back from.
          .imageTagMutability(TagMutability.IMMUTABLE)
          .imageScanOnPush(true)
          .lifecycleRules(List.of(LifecycleRule.builder().maxImageCount(KEPT).build()))
          .removalPolicy(RemovalPolicy.DESTROY)
          .emptyOnDelete(true)
          .build();
    }
  }
}
