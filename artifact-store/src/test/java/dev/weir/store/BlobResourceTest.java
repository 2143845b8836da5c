package dev.weir.store;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.weir.artifact.BlobDigest;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Problem;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.store.s3.BlobObjects;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

@StoreTest
class BlobResourceTest {
  private static final String BUCKET = "weir-artifacts";
  private static final Project PROJECT = new Project("default");

  @Inject S3Client s3;

  @Test
  void aNewBlobIsCreatedAndAKnownOneIsThere() {
    for (var size : List.of(0, 10, 1_000_000, 3_000_000)) {
      // Given
      var bytes = randomBytes(size);
      // Then
      if (size > 0) {
        put(BlobDigest.of(bytes), bytes).statusCode(201);
      }
      put(BlobDigest.of(bytes), bytes).statusCode(size > 0 ? 200 : 201);
      assertThat(get(BlobDigest.of(bytes)).statusCode(200).extract().asByteArray())
          .isEqualTo(bytes);
    }
  }

  @Test
  void headTellsTheSizeWithoutTheBytes() {
    // Given
    var bytes = randomBytes(1234);
    put(BlobDigest.of(bytes), bytes);
    // Then
    var head = as("ada").head(path(BlobDigest.of(bytes))).then();
    head.statusCode(200).header("Content-Length", "1234");
    head.header("ETag", '"' + BlobDigest.of(bytes).sha256() + '"');
    as("ada").head(path(Digest.of(randomBytes(5)))).then().statusCode(404);
  }

  @Test
  void wrongBytesNeverGetADigest() {
    for (var size : List.of(100, 1_000_000, 3_000_000)) {
      // Given
      var digest = BlobDigest.of(randomBytes(size));
      // Then
      problem(put(digest, randomBytes(size)), ProblemType.DIGEST_MISMATCH, digest.sha256());
      problem(put(digest, randomBytes(size - 1)), ProblemType.DIGEST_MISMATCH, digest.sha256());
      problem(put(digest, randomBytes(size + 1)), ProblemType.DIGEST_MISMATCH, digest.sha256());
      problem(get(digest), ProblemType.BLOB_NOT_FOUND, digest.toString());
    }
  }

  /** A stored chunk of the same SHA-256 is no large blob. */
  @Test
  void aChunksNameWithALargeSizeIsNotThereAndRefusesBytes() {
    // Given
    var small = randomBytes(100);
    put(BlobDigest.of(small), small).statusCode(201);
    var large = new Digest(BlobDigest.of(small).sha256(), 3_000_000);
    // Then
    as("ada").head(path(large)).then().statusCode(404);
    problem(put(large, randomBytes(3_000_000)), ProblemType.DIGEST_MISMATCH, large.sha256());
  }

  @Test
  void aKnownBlobStillRefusesOtherBytes() {
    // Given
    var bytes = randomBytes(100);
    put(BlobDigest.of(bytes), bytes);
    // Then
    problem(put(BlobDigest.of(bytes), randomBytes(100)), ProblemType.DIGEST_MISMATCH, "SHA-256");
    assertThat(get(BlobDigest.of(bytes)).extract().asByteArray()).isEqualTo(bytes);
  }

  @Test
  void theSameDigestWithAnotherSizeIsAnotherBlob() {
    // Given
    var bytes = randomBytes(100);
    put(BlobDigest.of(bytes), bytes);
    var longer = new Digest(BlobDigest.of(bytes).sha256(), 101);
    // Then
    problem(get(longer), ProblemType.BLOB_NOT_FOUND, longer.toString());
    problem(put(longer, bytes), ProblemType.DIGEST_MISMATCH, "100 bytes came");
  }

  @Test
  void projectsShareNothing() {
    // Given
    var bytes = randomBytes(50);
    put(BlobDigest.of(bytes), bytes);
    // Then
    as("ada").get("/v1/projects/other/blobs/" + BlobDigest.of(bytes)).then().statusCode(404);
  }

  @Test
  void rangesOfBlobsOfAnySize() {
    for (var size : List.of(1_000, 3_000_000)) {
      // Given
      var bytes = randomBytes(size);
      var digest = BlobDigest.of(bytes);
      put(digest, bytes).statusCode(201);
      for (var from : List.of(0, 1, size / 2, size - 1)) {
        // When
        var answer = as("ada").header("Range", "bytes=" + from + "-").get(path(digest)).then();
        // Then
        answer.statusCode(206);
        assertThat(answer.extract().asByteArray()).isEqualTo(Arrays.copyOfRange(bytes, from, size));
      }
      var inside = as("ada").header("Range", "bytes=100-299").get(path(digest)).asByteArray();
      assertThat(inside).isEqualTo(Arrays.copyOfRange(bytes, 100, 300));
    }
  }

  @Test
  void theOwnerStandsOnTheObjects() {
    // Given
    var bytes = randomBytes(70);
    var store = StoreClient.ofNewProject();
    // When
    as("ada").body(bytes).put(store.path("blobs/" + Digest.of(bytes))).then().statusCode(201);
    // Then
    var prefix = "projects/" + store.project() + "/packs/";
    var objects = s3.listObjectsV2(list -> list.bucket(BUCKET).prefix(prefix)).contents();
    assertThat(objects).hasSize(1);
    var object = s3.headObject(head -> head.bucket(BUCKET).key(objects.getFirst().key()));
    assertThat(object.metadata()).containsEntry("owner", "ada");
  }

  @Test
  void whatReleasesBeforePacksStoredIsStillRead() {
    for (var size : List.of(80, 2_000_000)) {
      // Given
      var bytes = randomBytes(size);
      var digest = Digest.of(bytes);
      problem(get(digest), ProblemType.BLOB_NOT_FOUND, digest.toString());
      s3.putObject(
          put -> put.bucket(BUCKET).key(BlobObjects.key(PROJECT, digest)),
          RequestBody.fromBytes(bytes));
      // Then
      assertThat(get(digest).statusCode(200).extract().asByteArray()).isEqualTo(bytes);
      as("ada").head(path(digest)).then().statusCode(200);
      as("ada").get("/v1/projects/other/blobs/" + digest).then().statusCode(404);
    }
  }

  @Test
  void aDamagedOldObjectIsNotHandedOut() {
    // Given
    var digest = Digest.of(randomBytes(80));
    s3.putObject(
        put -> put.bucket(BUCKET).key(BlobObjects.key(PROJECT, digest)),
        RequestBody.fromBytes(randomBytes(80)));
    // Then
    get(digest).statusCode(500);
  }

  @Test
  void ofManyWhoPutTheSameAtOnceNoneFails() throws Exception {
    // Given
    var bytes = randomBytes(500_000);
    Callable<Integer> put = () -> put(BlobDigest.of(bytes), bytes).extract().statusCode();
    // When
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var status : threads.invokeAll(Collections.nCopies(6, put))) {
        // Then
        assertThat(status.get()).isIn(200, 201);
      }
    }
  }

  @Test
  void refusesWhatItCannotRead() {
    problem(missing(Map.of("chunks", List.of("abc"))), ProblemType.MALFORMED_REQUEST, "chunks");
    problem(missing(Map.of()), ProblemType.MALFORMED_REQUEST, "chunks");
    problem(
        as("ada").get("/v1/projects/default/blobs/abc").then(),
        ProblemType.MALFORMED_REQUEST,
        "not a digest");
    problem(
        as("ada").get("/v1/projects/a%20b/blobs/" + Digest.of(new byte[0])).then(),
        ProblemType.MALFORMED_REQUEST,
        "project");
    problem(
        given().get(path(Digest.of(new byte[0]))).then(),
        ProblemType.UNAUTHENTICATED,
        Principal.HEADER);
  }

  @Test
  void refusesABlobThatIsTooLargeByItsDigest() {
    // Given
    var digest = new Digest("0".repeat(64), 6L << 30);
    // Then
    problem(put(digest, new byte[1]), ProblemType.TOO_LARGE, "5368709120");
  }

  @Test
  void isReadyWithItsBucketAndPublishesItsApi() {
    given().get("/q/health/ready").then().statusCode(200).body(containsString(BUCKET));
    given()
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body(containsString("/v1/projects/{project}/chunks:missing"));
  }

  private ValidatableResponse missing(Object body) {
    return as("ada")
        .contentType("application/json")
        .body(body)
        .post("/v1/projects/default/chunks:missing")
        .then();
  }

  private static ValidatableResponse put(Digest digest, byte[] bytes) {
    return as("ada")
        .contentType("application/octet-stream")
        .body(new ByteArrayInputStream(bytes))
        .put(path(digest))
        .then();
  }

  private static String path(Digest digest) {
    return "/v1/projects/" + PROJECT + "/blobs/" + digest;
  }

  private static ValidatableResponse get(Digest digest) {
    return as("ada").get(path(digest)).then();
  }

  private static void problem(ValidatableResponse answer, ProblemType type, String detail) {
    answer
        .statusCode(type.status())
        .contentType(Problem.MEDIA_TYPE)
        .body("type", equalTo(type.urn()))
        .body("detail", containsString(detail));
  }

  private static RequestSpecification as(String user) {
    return given().urlEncodingEnabled(false).header(Principal.HEADER, user);
  }

  private static byte[] randomBytes(int size) {
    var bytes = new byte[size];
    new Random().nextBytes(bytes);
    return bytes;
  }
}
