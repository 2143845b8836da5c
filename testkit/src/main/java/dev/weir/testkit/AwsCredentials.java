package dev.weir.testkit;

/** What a client presents to the embedded S3 and SQS; the S3 checks the signature made with it. */
public record AwsCredentials(String region, String accessKeyId, String secretAccessKey) {
  /** The same everywhere, for both listen on the loopback interface only. */
  public static final AwsCredentials LOCAL =
      new AwsCredentials("us-east-1", "weir-local", "weir-local-secret");
}
