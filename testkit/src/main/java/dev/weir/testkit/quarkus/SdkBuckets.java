package dev.weir.testkit.quarkus;

import dev.weir.testkit.AwsCredentials;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** Creates buckets by the SDK, where S3 is not ours to create them in. */
final class SdkBuckets {
  private SdkBuckets() {}

  static void create(URI endpoint, String bucket) {
    try (var s3 = client(endpoint)) {
      s3.createBucket(create -> create.bucket(bucket));
    } catch (BucketAlreadyOwnedByYouException e) {
      // There already, as wanted.
    }
  }

  private static S3Client client(URI endpoint) {
    var local = AwsCredentials.LOCAL;
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.of(local.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(local.accessKeyId(), local.secretAccessKey())))
        .build();
  }
}
