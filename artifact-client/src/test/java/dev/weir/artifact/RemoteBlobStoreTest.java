package dev.weir.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.artifact.chunks.RemoteChunks;
import dev.weir.client.Retry;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.ChunksRequest;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.ServiceException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a service that misbehaves on purpose; artifact-store has the same contract test. */
class RemoteBlobStoreTest extends BlobStoreContract {
  private FakeArtifactStore service;
  private BlobStore store;

  @BeforeEach
  void start() throws IOException {
    service = new FakeArtifactStore();
    store =
        new ChunkedBlobStore(
            new RemoteChunks(
                new ServiceHttp(service.address(), new Principal("ada")),
                new Project("p"),
                new Retry(4)));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Override
  protected BlobStore store() {
    return store;
  }

  @Test
  void asksAgainWhileTheServiceIsAway() throws Exception {
    // Given
    service.refusals.set(2);
    // When
    var digest = store.put(bytes("weir"));
    service.refusals.set(2);
    // Then
    assertThat(store.read(digest)).isEqualTo(bytes("weir"));
  }

  @Test
  void saysWhenTheServiceStaysAway() {
    // Given
    service.refusals.set(Integer.MAX_VALUE);
    // Then
    assertThatThrownBy(() -> store.put(bytes("weir")))
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.UNAVAILABLE));
  }

  @Test
  void movesLargeBlobsToAndFromS3Itself() throws Exception {
    // Given
    var bytes = randomBytes(20_000_000);
    // When
    var digest = store.put(bytes);
    // Then
    assertThat(store.read(digest)).isEqualTo(bytes);
    assertThat(service.count("PUT S3")).isEqualTo(3);
    assertThat(service.count("GET S3")).isPositive();
    assertThat(service.count("GET packs/")).isZero();
  }

  @Test
  void goesThroughTheServiceWhereS3CannotBeReached() throws Exception {
    // Given
    service.s3 = URI.create("http://127.0.0.1:1");
    var bytes = randomBytes(20_000_000);
    // When
    var digest = store.put(bytes);
    // Then
    assertThat(store.read(digest)).isEqualTo(bytes);
    assertThat(service.count("GET packs/")).isPositive();
  }

  @Test
  void goesOnWhenS3IsSlowAndAnswersBreakOff() throws Exception {
    // Given
    var bytes = randomBytes(12_000_000);
    service.slowDowns.set(2);
    // When
    var digest = store.put(bytes);
    service.slowDowns.set(1);
    service.breaks.set(1);
    // Then
    assertThat(store.read(digest)).isEqualTo(bytes);
    assertThat(service.slowDowns).hasValue(0);
    assertThat(service.breaks).hasValue(0);
  }

  @Test
  void asksAgainForBytesThatChangedOnTheWay() throws Exception {
    // Given
    var bytes = randomBytes(3_000_000);
    var digest = store.put(bytes);
    service.flips.set(1);
    // Then
    assertThat(store.read(digest)).isEqualTo(bytes);
    assertThat(service.flips).hasValue(0);
  }

  @Test
  void neverReturnsBytesThatChangedForGood() throws Exception {
    // Given
    var digest = store.put(randomBytes(1000));
    service.damage("p", digest.sha256());
    // Then
    assertThatThrownBy(() -> store.read(digest))
        .isInstanceOf(CorruptBlobException.class)
        .hasMessageContaining(digest.toString());
  }

  @Test
  void doesNotSendWhatIsThere() throws Exception {
    // Given
    var bytes = randomBytes(12_000_000);
    store.put(bytes);
    var packs = service.packs().size();
    // When
    store.put(bytes);
    // Then
    assertThat(service.packs()).hasSize(packs);
  }

  @Test
  void storesManyWithFewRequests() throws Exception {
    // Given
    var digests = new ArrayList<Digest>();
    try (var batch = store.batch()) {
      for (var i = 0; i < 1000; i++) {
        digests.add(batch.put(bytes("blob " + i)));
      }
      // When
      batch.flush();
    }
    var stored = service.requests.size();
    var read = new ArrayList<Digest>();
    store.read(digests, (digest, bytes) -> read.add(digest));
    // Then
    assertThat(read).hasSameElementsAs(digests);
    assertThat(stored).isLessThan(5);
    assertThat(service.requests.size() - stored).isLessThan(5);
  }

  @Test
  void asksForManyInBatches() throws Exception {
    // Given
    var digests = new ArrayList<Digest>();
    for (var i = 0; i < 2 * ChunksRequest.LIMIT + 500; i++) {
      digests.add(Digest.of(bytes("missing " + i)));
    }
    // Then
    assertThat(store.missing(digests)).containsExactlyElementsOf(digests);
    assertThat(service.count("POST chunks:missing")).isEqualTo(3);
  }
}
