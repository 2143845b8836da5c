package dev.weir.cdk;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/** The bucket of blobs. It outlives the stack: it is the data. */
final class Storage extends Construct {
  private final Bucket bucket;

  Storage(Construct scope) {
    super(scope, "Storage");
    bucket =
        Bucket.Builder.create(this, "Artifacts")
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .encryption(BucketEncryption.S3_MANAGED)
            .enforceSsl(true)
            // A blob never changes under its key, so a version would only be a second bill.
            .versioned(false)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .id("drop-unfinished-uploads")
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()))
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
  }

  String bucketName() {
    return bucket.getBucketName();
  }

  /**
   * Lets the artifact store read and add objects, and delete those that nothing needs. Without
   * {@code ListBucket}, S3 answers 403 instead of 404 for an object that is not there.
   */
  void grantBlobs(IGrantable store) {
    store
        .getGrantPrincipal()
        .addToPrincipalPolicy(
            PolicyStatement.Builder.create()
                .actions(List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject"))
                .resources(List.of(bucket.arnForObjects("projects/*")))
                .build());
    store
        .getGrantPrincipal()
        .addToPrincipalPolicy(
            PolicyStatement.Builder.create()
                .actions(List.of("s3:ListBucket"))
                .resources(List.of(bucket.getBucketArn()))
                .build());
  }
}
