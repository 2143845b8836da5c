package dev.weir.testkit.quarkus;

import dev.weir.testkit.faults.FaultyS3;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The S3 of {@link S3Resource} behind a {@link FaultyS3}, whose address goes into the setting that
 * the argument {@code setting} names. Gives itself to the test's field of that type.
 */
public final class FaultyS3Resource implements QuarkusTestResourceLifecycleManager {
  private String bucket = "weir-artifacts";
  private String setting = "store.endpoint";
  private FaultyS3 s3;

  @Override
  public void init(Map<String, String> args) {
    bucket = args.getOrDefault("bucket", bucket);
    setting = args.getOrDefault("setting", setting);
  }

  @Override
  public Map<String, String> start() {
    try {
      var real = Backend.chosen().bucket(bucket);
      Backend.tellSdk("aws.endpointUrlS3", real);
      s3 = FaultyS3.before(real);
      return Map.of(setting, s3.endpoint().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(s3, new TestInjector.MatchesType(FaultyS3.class));
  }

  @Override
  public void stop() {
    try {
      s3.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
