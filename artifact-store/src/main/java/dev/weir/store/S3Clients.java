package dev.weir.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** One S3 client for the service; endpoint, region and credentials are the SDK's own business. */
class S3Clients {

  @Produces
  @ApplicationScoped
  S3Client client(StoreConfig config) {
    return S3Client.builder()
        .httpClientBuilder(Apache5HttpClient.builder().maxConnections(config.s3Connections()))
        .forcePathStyle(config.pathStyleAccess())
        .build();
  }

  void close(@Disposes S3Client client) {
    client.close();
  }
}
