package dev.weir.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.testkit.AwsCredentials;
import dev.weir.testkit.EmbeddedS3;
import dev.weir.testkit.SdkClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class FaultyS3Test {
  private static final String BUCKET = "weir-artifacts";
  private static final Predicate<S3Request> EVERY = request -> true;

  private static EmbeddedS3 real;

  private FaultyS3 faulty;
  private S3Client client;

  @BeforeAll
  static void startReal() throws IOException {
    real = EmbeddedS3.temporary();
    real.createBucket(BUCKET);
  }

  @AfterAll
  static void stopReal() {
    real.close();
  }

  @BeforeEach
  void start() throws IOException {
    faulty = FaultyS3.before(real.endpoint());
    client = SdkClients.s3(faulty.endpoint());
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    faulty.close();
  }

  @Test
  void passesWhatNothingIsWrongWithAndCountsIt() {
    // Given
    var bytes = random(3_000_000);
    // When
    put("passes", bytes);
    client.headObject(head -> head.bucket(BUCKET).key("passes"));
    var read = get("passes");
    // Then
    assertThat(read).isEqualTo(bytes);
    var traffic = faulty.traffic();
    assertThat(traffic.count(S3Operation.PUT_OBJECT)).isEqualTo(1);
    assertThat(traffic.count(S3Operation.HEAD_OBJECT)).isEqualTo(1);
    assertThat(traffic.count(S3Operation.GET_OBJECT)).isEqualTo(1);
    assertThat(traffic.total()).isEqualTo(3);
    assertThat(traffic.bytesUp()).isBetween(3_000_000L, 3_010_000L);
    assertThat(traffic.bytesDown()).isEqualTo(3_000_000);
  }

  @Test
  void passesAnUploadInParts() {
    // Given
    var bytes = random(5 << 20);
    var upload = client.createMultipartUpload(create -> create.bucket(BUCKET).key("parts"));
    // When
    var part =
        client.uploadPart(
            put -> put.bucket(BUCKET).key("parts").uploadId(upload.uploadId()).partNumber(1),
            RequestBody.fromBytes(bytes));
    client.completeMultipartUpload(
        complete ->
            complete
                .bucket(BUCKET)
                .key("parts")
                .uploadId(upload.uploadId())
                .multipartUpload(
                    parts ->
                        parts.parts(
                            CompletedPart.builder().partNumber(1).eTag(part.eTag()).build())));
    // Then
    assertThat(get("parts")).isEqualTo(bytes);
    assertThat(faulty.traffic().requests())
        .containsEntry(S3Operation.CREATE_MULTIPART_UPLOAD, 1L)
        .containsEntry(S3Operation.UPLOAD_PART, 1L)
        .containsEntry(S3Operation.COMPLETE_MULTIPART_UPLOAD, 1L);
  }

  @Test
  void presignedUrlsHold() throws Exception {
    // Given
    var bytes = random(100_000);
    try (var presigner = presigner(faulty.endpoint());
        var http = HttpClient.newHttpClient()) {
      var put =
          presigner.presignPutObject(
              sign ->
                  sign.signatureDuration(Duration.ofMinutes(5))
                      .putObjectRequest(it -> it.bucket(BUCKET).key("presigned").ifNoneMatch("*")));
      var get =
          presigner.presignGetObject(
              sign ->
                  sign.signatureDuration(Duration.ofMinutes(5))
                      .getObjectRequest(it -> it.bucket(BUCKET).key("presigned")));
      var upload =
          HttpRequest.newBuilder(put.url().toURI())
              .header("If-None-Match", "*")
              .PUT(BodyPublishers.ofByteArray(bytes))
              .build();
      // When
      var stored = http.send(upload, BodyHandlers.ofString());
      var again = http.send(upload, BodyHandlers.ofString());
      var read =
          http.send(
              HttpRequest.newBuilder(get.url().toURI()).header("Range", "bytes=10-19").build(),
              BodyHandlers.ofByteArray());
      // Then
      assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
      assertThat(again.statusCode()).isEqualTo(412);
      assertThat(read.statusCode()).isEqualTo(206);
      assertThat(read.body()).isEqualTo(Arrays.copyOfRange(bytes, 10, 20));
    }
  }

  @Test
  void theSdkGetsOverFaultsThatPass() {
    // Given
    var bytes = random(1_000_000);
    var faults =
        List.of(
            Fault.INTERNAL_ERROR,
            Fault.SLOW_DOWN,
            new Fault.Reset(),
            new Fault.LostAnswer(),
            new Fault.TruncatedBody(),
            new Fault.Stall(Duration.ofMillis(50)));
    for (var fault : faults) {
      // When
      faulty.fail(EVERY, 1, fault);
      put("gets-over", bytes);
      // Then
      assertThat(get("gets-over")).isEqualTo(bytes);
    }
  }

  @Test
  void refusalsAreWhatS3WouldSay() {
    // Given
    put("refused", random(10));
    // When
    faulty.fail(EVERY, 100, Fault.SLOW_DOWN);
    // Then
    assertThatThrownBy(() -> get("refused"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(503);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
            });
  }

  @Test
  void expiredCredentialsAreRefusedUntilTheyAreRenewed() {
    // Given
    put("expired", random(10));
    faulty.expireCredentials();
    assertThatThrownBy(() -> get("expired"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken"));
    // When
    faulty.renewCredentials();
    // Then
    assertThat(get("expired")).hasSize(10);
  }

  @Test
  void aWrongByteGoesDownAsItIs() throws Exception {
    // Given
    var bytes = random(10_000);
    put("wrong-down", bytes);
    try (var presigner = presigner(faulty.endpoint());
        var http = HttpClient.newHttpClient()) {
      var url =
          presigner.presignGetObject(
              sign ->
                  sign.signatureDuration(Duration.ofMinutes(5))
                      .getObjectRequest(it -> it.bucket(BUCKET).key("wrong-down")));
      faulty.fail(EVERY, 1, new Fault.WrongByte());
      // When
      var read =
          http.send(HttpRequest.newBuilder(url.url().toURI()).build(), BodyHandlers.ofByteArray())
              .body();
      // Then
      assertThat(read).hasSameSizeAs(bytes);
      assertThat(IntStream.range(0, bytes.length).filter(i -> bytes[i] != read[i]).count())
          .isEqualTo(1);
    }
  }

  @Test
  void aWrongByteUpIsRefusedByItsChecksumAndLeavesNothing() {
    // Given
    faulty.fail(EVERY, 100, new Fault.WrongByte());
    // Then
    assertThatThrownBy(() -> put("wrong-up", random(10_000))).isInstanceOf(SdkException.class);
    faulty.heal();
    assertThat(client.listObjectsV2(list -> list.bucket(BUCKET).prefix("wrong-up")).keyCount())
        .isZero();
  }

  @Test
  void anUploadThatBreaksOffLeavesNothing() {
    // Given
    faulty.fail(EVERY, 100, new Fault.TruncatedBody());
    // When
    assertThatThrownBy(() -> put("broken-off", random(1_000_000))).isInstanceOf(SdkException.class);
    // Then
    faulty.heal();
    // The embedded S3 lists what it is still writing, under a name of its own.
    await()
        .untilAsserted(
            () ->
                assertThat(
                        client
                            .listObjectsV2(list -> list.bucket(BUCKET).prefix("broken-off"))
                            .contents())
                    .isEmpty());
  }

  @Test
  void whatWasDoneBeforeTheAnswerWasLostStays() {
    // Given
    faulty.fail(EVERY, 100, new Fault.LostAnswer());
    assertThatThrownBy(() -> put("lost-answer", random(10))).isInstanceOf(SdkException.class);
    // When
    faulty.heal();
    // Then
    assertThat(get("lost-answer")).hasSize(10);
  }

  @Test
  void aPlanFailsItsShareAndNeverTheSameRequestTooOften() {
    // Given
    var plan = FaultPlan.seeded(7, 0.5, 2, List.of(Fault.INTERNAL_ERROR));
    faulty.follow(plan);
    // When
    for (int i = 0; i < 20; i++) {
      var bytes = random(1000);
      put("plan/" + i, bytes);
      assertThat(get("plan/" + i)).isEqualTo(bytes);
    }
    // Then
    assertThat(faulty.traffic().total()).isBetween(50L, 120L);
  }

  private void put(String key, byte[] bytes) {
    client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
  }

  private byte[] get(String key) {
    return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray();
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    new Random().nextBytes(bytes);
    return bytes;
  }

  private static S3Presigner presigner(URI endpoint) {
    var local = AwsCredentials.LOCAL;
    return S3Presigner.builder()
        .endpointOverride(endpoint)
        .region(Region.of(local.region()))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(local.accessKeyId(), local.secretAccessKey())))
        .build();
  }
}
