package dev.weir.testkit;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The real SDK's clients, as a service would build them. */
public final class SdkClients {
  private SdkClients() {}

  public static SqsClient sqs(URI endpoint) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(AwsCredentials.LOCAL.region()))
        .credentialsProvider(credentials(AwsCredentials.LOCAL.secretAccessKey()))
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  public static S3Client s3(URI endpoint) {
    return s3(endpoint, AwsCredentials.LOCAL.secretAccessKey());
  }

  public static S3Client s3(URI endpoint, String secret) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.of(AwsCredentials.LOCAL.region()))
        .credentialsProvider(credentials(secret))
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  private static StaticCredentialsProvider credentials(String secret) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(AwsCredentials.LOCAL.accessKeyId(), secret));
  }
}
