package dev.weir.store.s3;

import dev.weir.store.StoreConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** One S3 client for the service, and one that signs URLs for others. */
class S3Clients {

  @Produces
  @ApplicationScoped
  S3Client client(StoreConfig config, S3Meter meter) {
    var builder =
        S3Client.builder()
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(config.s3Connections()))
            .forcePathStyle(config.pathStyleAccess())
            .overrideConfiguration(
                override -> override.retryStrategy(retries(config)).addExecutionInterceptor(meter));
    switch (config.checksums()) {
      case WHEN_SUPPORTED -> {
        // As the SDK does of itself.
      }
      case WHEN_REQUIRED ->
          builder
              .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
              .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }
    config.endpoint().ifPresent(builder::endpointOverride);
    config.region().map(Region::of).ifPresent(builder::region);
    return builder.build();
  }

  /** It asks nobody: a URL is signed here and used elsewhere. */
  @Produces
  @ApplicationScoped
  S3Presigner presigner(StoreConfig config) {
    var builder =
        S3Presigner.builder()
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(config.pathStyleAccess()).build());
    Optional<URI> endpoint = config.publicEndpoint().or(config::endpoint);
    endpoint.ifPresent(builder::endpointOverride);
    config.region().map(Region::of).ifPresent(builder::region);
    return builder.build();
  }

  /** Both wait a random time that grows, so that all who were refused do not come back together. */
  private static RetryStrategy retries(StoreConfig config) {
    return switch (config.retries()) {
      case STANDARD ->
          AwsRetryStrategy.standardRetryStrategy().toBuilder()
              .maxAttempts(config.s3Attempts())
              .build();
      case ADAPTIVE ->
          AwsRetryStrategy.adaptiveRetryStrategy().toBuilder()
              .maxAttempts(config.s3Attempts())
              .build();
    };
  }

  void close(@Disposes S3Client client) {
    client.close();
  }

  void close(@Disposes S3Presigner presigner) {
    presigner.close();
  }
}
