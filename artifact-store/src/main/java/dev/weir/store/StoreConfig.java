package dev.weir.store;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Everything that can be set about artifact-store itself. Where S3 is and who asks it come from the
 * AWS SDK's own settings: {@code AWS_ENDPOINT_URL_S3}, {@code AWS_REGION}, credentials.
 */
@ConfigMapping(prefix = "store")
public interface StoreConfig {

  /** The bucket that holds the blobs. */
  @WithDefault("weir-artifacts")
  String bucket();

  /** Whether to create the bucket at start when it is missing; for a development set-up. */
  @WithDefault("false")
  boolean createBucket();

  /** Whether the bucket's name goes into the path of S3's URLs instead of the host's name. */
  @WithDefault("false")
  boolean pathStyleAccess();

  /** The largest blob taken; S3 takes no more than 5 GiB in one request. */
  @WithDefault("5G")
  MemorySize maxBlobSize();

  /** How many requests to S3 may be under way at once. */
  @WithDefault("64")
  int s3Connections();

  /** Where a blob waits until its digest is checked; the system's temporary directory if absent. */
  Optional<Path> spoolDirectory();
}
