package dev.weir.store.s3;

import dev.weir.store.StoreConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The service is ready while its bucket answers. */
@Readiness
@ApplicationScoped
class Bucket implements HealthCheck {
  private static final Logger LOG = Logger.getLogger(Bucket.class);

  private final S3Client s3;
  private final StoreConfig config;

  Bucket(S3Client s3, StoreConfig config) {
    this.s3 = s3;
    this.config = config;
  }

  /** Creates it where the configuration says so; otherwise readiness tells what is wrong. */
  void prepare(@Observes StartupEvent start) {
    if (config.kmsKey().isPresent() && config.encryption() != StoreConfig.Encryption.SSE_KMS) {
      throw new IllegalArgumentException(
          "store.kms-key is set, but store.encryption is not sse-kms: the key would not be used");
    }
    if (!config.createBucket()) {
      return;
    }
    try {
      s3.headBucket(head -> head.bucket(config.bucket()));
    } catch (NoSuchBucketException e) {
      s3.createBucket(create -> create.bucket(config.bucket()));
      LOG.infof("bucket created bucket=%s", config.bucket());
    }
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("S3").withData("bucket", config.bucket());
    try {
      s3.headBucket(head -> head.bucket(config.bucket()));
      return answer.up().build();
    } catch (NoSuchBucketException e) {
      return answer
          .down()
          .withData("reason", "no such bucket: create it, or set store.create-bucket=true")
          .build();
    } catch (S3Exception e) {
      return answer.down().withData("reason", "S3 answered " + e.statusCode()).build();
    } catch (SdkException e) {
      return answer.down().withData("reason", String.valueOf(e.getMessage())).build();
    }
  }
}
