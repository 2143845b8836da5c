package dev.weir.store;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything that can be set about artifact-store itself. Who asks S3 comes from the AWS SDK's own
 * settings (credentials, {@code AWS_REGION}); where it is, too, unless {@code store.endpoint} says.
 */
@ConfigMapping(prefix = "store")
public interface StoreConfig {

  /** The bucket that holds the packs. */
  @WithDefault("weir-artifacts")
  String bucket();

  /** Whether to create the bucket at start when it is missing; for a development set-up. */
  @WithDefault("false")
  boolean createBucket();

  /** Where an S3 that is not AWS's answers; the SDK's {@code AWS_ENDPOINT_URL_S3} if absent. */
  Optional<URI> endpoint();

  /** Where clients reach the same S3, when that is another address than the service's. */
  Optional<URI> publicEndpoint();

  /** The bucket's region; the SDK's {@code AWS_REGION} if absent. */
  Optional<String> region();

  /** Whether the bucket's name goes into the path of S3's URLs instead of the host's name. */
  @WithDefault("false")
  boolean pathStyleAccess();

  /**
   * {@code when-supported}: the SDK checks every transfer; {@code when-required}: for stores that
   * refuse its checksum trailers. Packs carry their SHA-256 either way.
   */
  @WithDefault("when-supported")
  Checksums checksums();

  /**
   * How objects are encrypted: {@code bucket} (as the bucket says), {@code sse-s3}, {@code
   * sse-kms}.
   */
  @WithDefault("bucket")
  Encryption encryption();

  /** The KMS key of {@code sse-kms}; the account's key for S3 if absent. */
  Optional<String> kmsKey();

  /** Whether clients move packs straight to and from S3; otherwise all passes through here. */
  @WithDefault("true")
  boolean directTransfer();

  /** How long a URL that was handed out lets its bearer read or put one pack. */
  @WithDefault("PT15M")
  Duration urlLifetime();

  /** {@code standard}, or {@code adaptive}, which slows down when S3 throttles. */
  @WithDefault("standard")
  Retries retries();

  /** How often one request to S3 is tried, with growing random pauses between. */
  @WithDefault("5")
  int s3Attempts();

  /** How many requests to S3 may be under way at once. */
  @WithDefault("64")
  int s3Connections();

  /** How many packs are read and checked at once. */
  @WithDefault("8")
  int packChecks();

  /** The largest blob taken by {@code PUT …/blobs}. */
  @WithDefault("5G")
  MemorySize maxBlobSize();

  /** What a project's packs may take, unless a quota was set for it; no limit if absent. */
  Optional<MemorySize> quota();

  /** Where bytes wait until they are checked; the system's temporary directory if absent. */
  Optional<Path> spoolDirectory();

  /** What S3 charges, for the estimate among the metrics. */
  Prices prices();

  /** In US dollars, without transfer and storage. */
  interface Prices {

    /** For a thousand PUT, COPY, POST and LIST requests. */
    @WithDefault("0.005")
    double putPerThousand();

    /** For a thousand GET, HEAD and other requests; DELETE is free. */
    @WithDefault("0.0004")
    double getPerThousand();
  }

  /** Which checksums the SDK adds of itself. */
  enum Checksums {
    WHEN_SUPPORTED,
    WHEN_REQUIRED
  }

  /** Server-side encryption. */
  enum Encryption {
    BUCKET,
    SSE_S3,
    SSE_KMS
  }

  /** The SDK's ways to ask again. */
  enum Retries {
    STANDARD,
    ADAPTIVE
  }
}
