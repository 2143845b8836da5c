package dev.weir.testkit.quarkus;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** An S3 for the SDK's default chains, with the bucket that the argument {@code bucket} names. */
public final class S3Resource implements QuarkusTestResourceLifecycleManager {
  private String bucket = "weir-artifacts";

  @Override
  public void init(Map<String, String> args) {
    bucket = args.getOrDefault("bucket", bucket);
  }

  @Override
  public Map<String, String> start() {
    Backend.tellSdk("aws.endpointUrlS3", Backend.chosen().bucket(bucket));
    return Map.of();
  }

  /** The server ends with the JVM: the next test class finds it warm. */
  @Override
  public void stop() {}
}
