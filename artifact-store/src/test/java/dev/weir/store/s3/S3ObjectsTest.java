package dev.weir.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import dev.weir.store.PackBytes;
import dev.weir.store.StoreConfig;
import dev.weir.testkit.AwsCredentials;
import dev.weir.testkit.EmbeddedS3;
import dev.weir.testkit.faults.Fault;
import dev.weir.testkit.faults.FaultyS3;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** What S3 does to us, and what we make of it. */
class S3ObjectsTest {
  private static final String BUCKET = "bucket";
  private static EmbeddedS3 s3;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private FaultyS3 faulty;
  private StoreConfig config;
  private S3Client client;
  private S3Objects objects;
  @TempDir Path folder;

  @BeforeAll
  static void startS3() throws IOException {
    System.setProperty("aws.accessKeyId", AwsCredentials.LOCAL.accessKeyId());
    System.setProperty("aws.secretAccessKey", AwsCredentials.LOCAL.secretAccessKey());
    s3 = EmbeddedS3.temporary();
    s3.createBucket(BUCKET);
  }

  @AfterAll
  static void stopS3() {
    s3.close();
  }

  @BeforeEach
  void connect() throws IOException {
    faulty = FaultyS3.before(s3.endpoint());
    config = config(Map.of());
    client = new S3Clients().client(config, new S3Meter(meters, config));
    objects = new S3Objects(client, config);
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
    faulty.close();
  }

  @Test
  void asksAgainUntilS3Answers() throws Exception {
    // Given
    faulty.fail(request -> true, 2, Fault.INTERNAL_ERROR);
    // When
    put("some");
    // Then
    faulty.fail(request -> true, 2, Fault.SLOW_DOWN);
    try (var bytes = objects.open("some").orElseThrow()) {
      assertThat(bytes.readAllBytes()).hasSize(1000);
    }
    assertThat(requests("PutObject")).isEqualTo(3);
    assertThat(requests("GetObject")).isEqualTo(3);
    assertThat(meters.counter("store.s3.cost", "operation", "PutObject").count())
        .isCloseTo(3 * 0.005 / 1000, offset(1e-12));
  }

  @Test
  void anAnswerThatGotLostWasAnAnswer() throws Exception {
    // Given
    faulty.fail(request -> true, 1, new Fault.LostAnswer());
    // When
    put("lost");
    // Then
    assertThat(objects.open("lost")).isPresent();
  }

  @Test
  void throttlingThatLastsIsToBeTriedAgainLater() {
    // Given
    faulty.fail(request -> true, 100, Fault.SLOW_DOWN);
    // Then
    assertRefused(() -> objects.open("any"), ProblemType.UNAVAILABLE, "slow down");
  }

  @Test
  void anS3ThatIsAwayIsToBeTriedAgainLater() {
    // Given
    faulty.fail(request -> true, 100, new Fault.Reset());
    // Then
    assertRefused(() -> objects.open("any"), ProblemType.UNAVAILABLE, "S3 can't be reached");
  }

  @Test
  void expiredCredentialsSaySoAndRenewedOnesGoOn() throws Exception {
    // Given
    put("kept");
    faulty.expireCredentials();
    // Then
    assertRefused(
        () -> objects.open("kept"), ProblemType.STORAGE_CREDENTIALS, "ExpiredToken", "renew them");
    assertRefused(() -> put("new"), ProblemType.STORAGE_CREDENTIALS, "ExpiredToken");
    assertThat(ProblemType.STORAGE_CREDENTIALS.retryable()).isTrue();
    faulty.renewCredentials();
    assertThat(objects.open("kept")).isPresent();
  }

  @Test
  void aRoleThatMayNotIsNamedWithItsBucket() {
    // Given
    faulty.fail(request -> true, 1, new Fault.Refusal(403, "AccessDenied", "no"));
    // Then
    assertRefused(
        () -> objects.open("any"),
        ProblemType.STORAGE_CREDENTIALS,
        "does not let",
        "bucket bucket",
        "AccessDenied");
  }

  @Test
  void aBodyThatBreaksOffIsWeather() throws Exception {
    // Given
    put("broken");
    faulty.fail(request -> true, 1, new Fault.TruncatedBody());
    // Then
    try (var bytes = objects.open("broken").orElseThrow()) {
      assertRefused(bytes::readAllBytes, ProblemType.UNAVAILABLE, "S3");
    }
  }

  @Test
  void whatIsNotThereIsNothing() {
    assertThat(objects.open("nothing")).isEmpty();
    objects.delete("nothing");
  }

  @Test
  void urlsPointWhereClientsAre() {
    // Given
    var outside =
        config(
            Map.of(
                "store.public-endpoint", "https://s3.example.com",
                "store.encryption", "sse-kms",
                "store.kms-key", "key-7",
                "store.url-lifetime", "PT2M"));
    var digest = Digest.of(new byte[1]);
    try (var presigner = new S3Clients().presigner(outside)) {
      var urls =
          new SignedUrls(
              presigner, new S3Objects(client, outside), outside, new S3Meter(meters, outside));
      // When
      var put = urls.put("k", digest, new Principal("ada"));
      // Then
      assertThat(put.url().toString())
          .startsWith("https://s3.example.com/bucket/k?")
          .contains("X-Amz-Expires=120");
      assertThat(put.headers())
          .containsEntry("x-amz-server-side-encryption", "aws:kms")
          .containsEntry("x-amz-server-side-encryption-aws-kms-key-id", "key-7")
          .containsEntry("if-none-match", "*")
          .containsEntry("x-amz-meta-owner", "ada")
          .containsKey("x-amz-checksum-sha256")
          .doesNotContainKeys("host", "content-length");
      assertThat(urls.get("k").url().toString()).startsWith("https://s3.example.com/bucket/k?");
    }
  }

  private void put(String key) {
    var bytes = PackBytes.random(1000);
    var file = folder.resolve(key);
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    objects.put(key, Digest.of(bytes), new Principal("ada"), file);
  }

  private double requests(String operation) {
    return meters.counter("store.s3.requests", "operation", operation, "sender", "service").count();
  }

  private static void assertRefused(ThrowingCallable call, ProblemType type, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ServiceException.class,
            refusal -> {
              assertThat(refusal.type()).isEqualTo(type);
              assertThat(refusal).hasMessageContainingAll(words);
            });
  }

  private StoreConfig config(Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.put("store.bucket", BUCKET);
    all.put("store.endpoint", faulty.endpoint().toString());
    all.put("store.region", "us-east-1");
    all.put("store.path-style-access", "true");
    return new SmallRyeConfigBuilder()
        .withMapping(StoreConfig.class)
        .withConverter(MemorySize.class, 200, new MemorySizeConverter())
        .withSources(new PropertiesConfigSource(all, "test", 100))
        .build()
        .getConfigMapping(StoreConfig.class);
  }
}
