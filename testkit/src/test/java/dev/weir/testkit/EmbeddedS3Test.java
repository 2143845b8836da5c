package dev.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class EmbeddedS3Test {
  private static final String BUCKET = "weir-artifacts";
  private static final String SHA256_OF_OTHER_BYTES =
      "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  private static EmbeddedS3 s3;
  private static S3Client client;

  @BeforeAll
  static void start() throws IOException {
    s3 = EmbeddedS3.temporary();
    s3.createBucket(BUCKET);
    client = SdkClients.s3(s3.endpoint());
  }

  @AfterAll
  static void stop() {
    client.close();
    s3.close();
  }

  @Test
  void objectReadsAsItWasWritten() {
    // When
    put(client, "projects/default/blobs/ab/cd/abcd", "the bytes");
    // Then
    assertThat(get(client, "projects/default/blobs/ab/cd/abcd")).isEqualTo("the bytes");
  }

  @Test
  void objectThatIsThereIsNotOverwrittenWhereThatWasForbidden() {
    // Given
    put(client, "once", "first");
    // When
    assertThatThrownBy(
            () ->
                client.putObject(
                    put -> put.bucket(BUCKET).key("once").ifNoneMatch("*"),
                    RequestBody.fromString("second")))
        // Then
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(412));
    assertThat(get(client, "once")).isEqualTo("first");
  }

  @Test
  void bytesThatDoNotMatchTheirChecksumAreRefused() {
    // When
    assertThatThrownBy(
            () ->
                client.putObject(
                    put -> put.bucket(BUCKET).key("wrong").checksumSHA256(SHA256_OF_OTHER_BYTES),
                    RequestBody.fromString("not those bytes")))
        // Then
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(400));
    assertThatThrownBy(() -> get(client, "wrong")).isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void wrongSecretIsRefused() {
    try (var stranger = SdkClients.s3(s3.endpoint(), "not-the-secret")) {
      assertThatThrownBy(() -> put(stranger, "stranger", "bytes"))
          .isInstanceOfSatisfying(
              S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void objectsSurviveARestartOnTheSameDirectory(@TempDir Path directory) throws IOException {
    // Given
    try (var before = EmbeddedS3.durable(directory, 0);
        var writer = SdkClients.s3(before.endpoint())) {
      before.createBucket(BUCKET);
      put(writer, "kept", "still there");
    }
    // When
    try (var after = EmbeddedS3.durable(directory, 0);
        var reader = SdkClients.s3(after.endpoint())) {
      after.createBucket(BUCKET);
      // Then
      assertThat(get(reader, "kept")).isEqualTo("still there");
    }
  }

  @Test
  void temporaryOneLeavesNoFileBehind() throws IOException {
    // Given
    var before = temporaryDirectories();
    // When
    try (var temporary = EmbeddedS3.temporary()) {
      temporary.createBucket(BUCKET);
    }
    // Then
    assertThat(temporaryDirectories()).isSubsetOf(before);
  }

  private static List<Path> temporaryDirectories() throws IOException {
    try (var paths = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return paths.filter(path -> path.getFileName().toString().startsWith("weir-s3-")).toList();
    }
  }

  private static void put(S3Client client, String key, String text) {
    client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(text));
  }

  private static String get(S3Client client, String key) {
    return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
  }
}
