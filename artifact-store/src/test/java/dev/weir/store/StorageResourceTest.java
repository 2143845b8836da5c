package dev.weir.store;

import static dev.weir.store.StoreClient.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.weir.client.Json;
import dev.weir.protocol.Digest;
import dev.weir.protocol.PackUploadRequest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ProjectStorage;
import dev.weir.protocol.StorageQuota;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

@StoreTest
class StorageResourceTest {
  private final StoreClient store = StoreClient.ofNewProject();
  @Inject S3Client s3;

  @Test
  void tellsWhatIsThereAndWhatThatSaved() {
    // Given
    var noise = PackBytes.random(10_000);
    var text = "the same again, ".repeat(5_000).getBytes();
    var pack = PackBytes.of(noise, text);
    store.put(pack);
    // When
    store.missing(noise, PackBytes.random(5));
    store.missing(noise);
    // Then
    var storage = storage();
    assertThat(storage.used()).isEqualTo(pack.length);
    assertThat(storage.packs()).isEqualTo(1);
    assertThat(storage.chunks()).isEqualTo(2);
    assertThat(storage.content()).isEqualTo(10_000 + text.length);
    assertThat(storage.content() - storage.savedByCompression())
        .isEqualTo(pack.length - 8 - 2 * 48 - 56);
    assertThat(storage.savedByDedupe()).isEqualTo(20_000);
    assertThat(storage.quota()).isNull();
  }

  @Test
  void aProjectThatStoredNothingHasNothing() {
    store.get("storage").statusCode(200).body("used", equalTo(0)).body("quota", nullValue());
  }

  @Test
  void aFullProjectTakesNoMoreAndSaysWhatToDo() throws Exception {
    // Given
    var first = PackBytes.of(PackBytes.random(2_000));
    store.put(first).statusCode(201);
    setQuota(new StorageQuota(4_000L)).body("quota", equalTo(4_000));
    var second = PackBytes.of(PackBytes.random(3_000));
    // Then
    var tellsAll = "may take 4000 bytes and has " + first.length;
    problem(store.put(second), ProblemType.QUOTA_EXCEEDED, tellsAll);
    problem(store.put(second), ProblemType.QUOTA_EXCEEDED, "/v1/projects/" + store.project());
    problem(
        store.post("packs:upload", new PackUploadRequest(Digest.of(second))),
        ProblemType.QUOTA_EXCEEDED,
        tellsAll);
    store.put(first).statusCode(200);
    assertThat(storage().used()).isEqualTo(first.length);
    setQuota(new StorageQuota(null)).body("quota", nullValue());
    store.put(second).statusCode(201);
  }

  @Test
  void whatWasAdmittedBeforeOthersCameIsWeighedAgain() throws Exception {
    // Given
    setQuota(new StorageQuota(4_000L));
    var one = PackBytes.of(PackBytes.random(3_000));
    var two = PackBytes.of(PackBytes.random(3_000));
    var upload = store.upload(one);
    StoreClient.send(upload, one);
    store.put(two).statusCode(201);
    // When
    var answer = store.commit(one, upload);
    // Then
    problem(answer, ProblemType.QUOTA_EXCEEDED, "4000");
    assertThat(storage().packs()).isEqualTo(1);
    var prefix = "projects/" + store.project() + "/";
    assertThat(s3.listObjectsV2(list -> list.bucket("weir-artifacts").prefix(prefix)).contents())
        .hasSize(1);
  }

  @Test
  void refusesAQuotaThatIsNone() {
    problem(setQuota(Map.of("quota", -1)), ProblemType.MALFORMED_REQUEST, "negative");
    problem(setQuota(Map.of("kuota", 1)), ProblemType.MALFORMED_REQUEST, "kuota");
  }

  @Test
  void metricsTellOfBytesChunksAndS3() {
    // Given
    var chunk = PackBytes.random(100);
    store.put(PackBytes.of(chunk));
    store.missing(chunk, PackBytes.random(3));
    // When
    var metrics = StoreClient.request().get("/q/metrics").then().statusCode(200);
    // Then
    metrics
        .body(containsString("store_bytes_total{direction=\"in\""))
        .body(containsString("store_chunks_asked_total{answer=\"there\""))
        .body(containsString("store_chunks_asked_total{answer=\"missing\""))
        .body(containsString("store_dedupe_ratio"))
        .body(containsString("store_s3_requests_total{operation=\"PutObject\",sender=\"service\""))
        .body(containsString("store_s3_cost_total{operation=\"PutObject\""));
  }

  private ProjectStorage storage() {
    var answer = store.get("storage").statusCode(200).extract().asByteArray();
    return Json.read(answer, ProjectStorage.class);
  }

  private ValidatableResponse setQuota(Object quota) {
    return StoreClient.request()
        .contentType("application/json")
        .body(Json.text(quota))
        .put(store.path("storage"))
        .then();
  }
}
