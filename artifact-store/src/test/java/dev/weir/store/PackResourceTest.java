package dev.weir.store;

import static dev.weir.store.StoreClient.id;
import static dev.weir.store.StoreClient.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.artifact.chunks.Frame;
import dev.weir.protocol.ChunkPlace;
import dev.weir.protocol.ChunksRequest;
import dev.weir.protocol.Digest;
import dev.weir.protocol.PackCommit;
import dev.weir.protocol.ProblemType;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

@StoreTest
class PackResourceTest {
  private static final String BUCKET = "weir-artifacts";

  private final StoreClient store = StoreClient.ofNewProject();
  @Inject S3Client s3;

  @Test
  void aPackThatPassesThroughIsFoundAndReadByItsChunks() throws Exception {
    // Given
    var noise = PackBytes.random(70_000);
    var text = "what is said again and again, ".repeat(2000).getBytes();
    var absent = PackBytes.random(10);
    assertThat(store.missing(noise, text, absent)).containsExactly(id(noise), id(text), id(absent));
    // When
    store.put(PackBytes.of(noise, text)).statusCode(201);
    // Then
    assertThat(store.missing(noise, absent, text, absent)).containsExactly(id(absent));
    var places = store.locate(text, absent, noise);
    assertThat(places.packs()).hasSize(1);
    assertThat(places.places().get(1)).isNull();
    for (var chunk : List.of(noise, text)) {
      var place = store.locate(chunk).places().getFirst();
      var frame = StoreClient.read(places.packs().getFirst().url(), place.at(), place.stored());
      assertThat(unpacked(chunk, place, frame)).isEqualTo(chunk);
    }
  }

  private static byte[] unpacked(byte[] chunk, ChunkPlace place, byte[] frame) throws Exception {
    var target = new byte[place.size()];
    Frame.read(Digest.of(chunk), frame, 0, frame.length, target, 0, "S3");
    return target;
  }

  @Test
  void everyCallMayBeRepeated() throws Exception {
    // Given
    var pack = PackBytes.of(PackBytes.random(100), PackBytes.random(200));
    // Then
    store.put(pack).statusCode(201);
    store.put(pack).statusCode(200);
    var upload = store.upload(pack);
    assertThat(StoreClient.send(upload, pack).statusCode()).isEqualTo(200);
    store.commit(pack, upload).statusCode(204);
    store.commit(pack, upload).statusCode(204);
    assertThat(objects()).hasSize(1);
  }

  @Test
  void aPackGoesStraightIntoS3AndIsIndexedWhenCommitted() throws Exception {
    // Given
    var chunk = PackBytes.random(3_000);
    var pack = PackBytes.of(chunk);
    var upload = store.upload(pack);
    // When
    assertThat(StoreClient.send(upload, pack).statusCode()).isEqualTo(200);
    // Then
    assertThat(store.missing(chunk)).hasSize(1);
    store.commit(pack, upload).statusCode(204);
    assertThat(store.missing(chunk)).isEmpty();
    assertThat(objects())
        .singleElement()
        .satisfies(o -> assertThat(o.size()).isEqualTo(pack.length));
  }

  @Test
  void s3ItselfRefusesOtherBytesUnderTheUrl() throws Exception {
    // Given
    var pack = PackBytes.of(PackBytes.random(500));
    var other = PackBytes.of(PackBytes.random(500));
    var upload = store.upload(pack);
    var forged = new HashMap<>(upload.headers());
    forged.put("x-amz-checksum-sha256", store.upload(other).headers().get("x-amz-checksum-sha256"));
    var unchecked = new HashMap<>(upload.headers());
    unchecked.remove("x-amz-checksum-sha256");
    // Then
    assertThat(upload.headers()).containsEntry("if-none-match", "*");
    assertThat(StoreClient.send(upload, other).statusCode()).isEqualTo(400);
    assertThat(StoreClient.send(upload, Arrays.copyOf(pack, 300)).statusCode()).isBetween(400, 403);
    assertThat(StoreClient.send(upload, forged, other).statusCode()).isEqualTo(403);
    assertThat(StoreClient.send(upload, unchecked, other).statusCode()).isEqualTo(403);
    assertThat(objects()).isEmpty();
  }

  @Test
  void nothingReplacesAnObjectThatIsThere() throws Exception {
    // Given
    var pack = PackBytes.of(PackBytes.random(500));
    var upload = store.upload(pack);
    StoreClient.send(upload, pack);
    // When
    var again = StoreClient.send(upload, pack);
    // Then
    assertThat(again.statusCode()).isEqualTo(412);
  }

  @Test
  void whatWasNotPutCannotBeCommitted() {
    // Given
    var pack = PackBytes.of(PackBytes.random(500));
    var upload = store.upload(pack);
    // Then
    problem(store.commit(pack, upload), ProblemType.CONFLICT, "nothing was put");
    problem(
        store.post("packs/" + Digest.of(pack) + ":commit", new PackCommit("7")),
        ProblemType.MALFORMED_REQUEST,
        "no upload's id");
    problem(
        StoreClient.ofNewProject().commit(pack, upload), ProblemType.NOT_FOUND, upload.upload());
    problem(
        store.post(
            "packs/" + Digest.of(PackBytes.random(500)) + ":commit",
            new PackCommit(upload.upload())),
        ProblemType.NOT_FOUND,
        upload.upload());
  }

  @Test
  void ofManyWhoStoreTheSamePackOneObjectStays() throws Exception {
    // Given
    var chunks =
        IntStream.range(0, 20).mapToObj(i -> PackBytes.random(1000 + i)).toArray(byte[][]::new);
    var pack = PackBytes.of(chunks);
    Callable<Integer> relayed = () -> store.put(pack).extract().statusCode();
    Callable<Integer> direct =
        () -> {
          var upload = store.upload(pack);
          StoreClient.send(upload, pack);
          return store.commit(pack, upload).extract().statusCode();
        };
    var one = store.upload(pack);
    StoreClient.send(one, pack);
    Callable<Integer> same = () -> store.commit(pack, one).extract().statusCode();
    // When
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = List.of(relayed, direct, same, same, relayed, direct, same, direct);
      for (var status : threads.invokeAll(all)) {
        // Then
        assertThat(status.get()).isIn(200, 201, 204);
      }
    }
    assertThat(store.missing(chunks)).isEmpty();
    assertThat(objects()).hasSize(1);
  }

  @Test
  void packsThatShareChunksMayComeAtOnce() throws Exception {
    // Given
    var chunks = IntStream.range(0, 60).mapToObj(i -> PackBytes.random(500)).toList();
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    // When
    try (threads) {
      var puts =
          IntStream.range(0, 6)
              .<Callable<Integer>>mapToObj(
                  i -> {
                    var some = chunks.subList(i * 5, i * 5 + 30).toArray(byte[][]::new);
                    return () -> store.put(PackBytes.of(some)).extract().statusCode();
                  })
              .toList();
      for (var status : threads.invokeAll(puts)) {
        // Then
        assertThat(status.get()).isEqualTo(201);
      }
    }
    assertThat(store.missing(chunks.subList(0, 55).toArray(byte[][]::new))).isEmpty();
  }

  @Test
  void projectsAreSeparate() {
    // Given
    var chunk = PackBytes.random(100);
    var pack = PackBytes.of(chunk);
    store.put(pack);
    var other = StoreClient.ofNewProject();
    // Then
    assertThat(other.missing(chunk)).hasSize(1);
    assertThat(other.locate(chunk).places()).containsOnlyNulls();
    assertThat(other.locate(chunk).packs()).isEmpty();
    problem(other.get("packs/" + Digest.of(pack)), ProblemType.BLOB_NOT_FOUND, "no pack");
    other.put(pack).statusCode(201);
    assertThat(other.locate(chunk).packs().getFirst().url().getPath())
        .contains("/projects/" + other.project() + "/");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-9, 0, 10",
    "bytes=100-, 100, -1",
    "bytes=-20, -20, -1",
    "bytes=5-999999999, 5, -1",
    "bytes=7-7, 7, 1"
  })
  void aRangeOfAPackPassesThrough(String range, int from, int length) {
    // Given
    var pack = PackBytes.of(PackBytes.random(5_000));
    store.put(pack);
    var first = from < 0 ? pack.length + from : from;
    var expected = Arrays.copyOfRange(pack, first, length < 0 ? pack.length : first + length);
    // When
    var answer =
        StoreClient.request().header("Range", range).get(store.path("packs/" + Digest.of(pack)));
    // Then
    answer
        .then()
        .statusCode(206)
        .header(
            "Content-Range",
            "bytes %d-%d/%d".formatted(first, first + expected.length - 1, pack.length))
        .header("Content-Length", Integer.toString(expected.length));
    assertThat(answer.asByteArray()).isEqualTo(expected);
  }

  @Test
  void whatIsNoRangeGivesAllAndWhatIsOutsideNothing() {
    // Given
    var pack = PackBytes.of(PackBytes.random(50));
    store.put(pack);
    var path = store.path("packs/" + Digest.of(pack));
    // Then
    for (var range : List.of("bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=5-2x")) {
      assertThat(StoreClient.request().header("Range", range).get(path).asByteArray())
          .isEqualTo(pack);
    }
    for (var range : List.of("bytes=9999-", "bytes=-0", "bytes=4-3")) {
      StoreClient.request()
          .header("Range", range)
          .get(path)
          .then()
          .statusCode(416)
          .header("Content-Range", "bytes */" + pack.length);
    }
  }

  @Test
  void limitsHowMuchMayBeAskedOrSent() {
    // Given
    var many =
        new ChunksRequest(Collections.nCopies(ChunksRequest.LIMIT + 1, id(PackBytes.random(1))));
    // Then
    problem(store.post("chunks:missing", many), ProblemType.TOO_LARGE, "at most 10000");
    problem(store.post("chunks:locate", many), ProblemType.TOO_LARGE, "at most 10000");
    problem(
        store.put(new Digest("0".repeat(64), (16 << 20) + 1), new byte[1]),
        ProblemType.TOO_LARGE,
        "16777216");
    assertThat(store.missing()).isEmpty();
    assertThat(store.locate().places()).isEmpty();
  }

  @Test
  void tenThousandChunksAreOneQuestion() {
    // Given
    var chunks =
        IntStream.range(0, 10_000).mapToObj(i -> PackBytes.random(24)).toArray(byte[][]::new);
    store.put(PackBytes.of(chunks)).statusCode(201);
    // When
    var missing = store.missing(chunks);
    // Then
    assertThat(missing).isEmpty();
    assertThat(store.locate(chunks).places()).hasSize(10_000).doesNotContainNull();
  }

  private List<S3Object> objects() {
    return s3.listObjectsV2(
            list -> list.bucket(BUCKET).prefix("projects/" + store.project() + "/packs/"))
        .contents();
  }
}
