package dev.weir.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.artifact.chunks.ChunkSizes;
import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.artifact.chunks.Manifest;
import dev.weir.artifact.chunks.MemoryChunks;
import dev.weir.protocol.Digest;
import dev.weir.protocol.ServiceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** With chunks so small that a manifest has several levels. */
class ChunkedBlobStoreTest {
  private static final ChunkSizes SMALL = new ChunkSizes(64, 128, 1024);

  private final MemoryChunks chunks = new MemoryChunks();
  private final BlobStore store = new ChunkedBlobStore(chunks, SMALL);
  private final byte[] bytes = randomBytes(3_000_000);

  @Test
  void aManifestOfManyChunksHasLevelsAndReadsBack() throws IOException {
    // When
    var digest = store.put(bytes);
    // Then
    var top = Manifest.parse(chunks.node(digest.sha256()), bytes.length);
    assertThat(top.level()).isPositive();
    assertThat(digest.size()).isEqualTo(bytes.length);
    assertThat(BlobDigest.of(new ByteArrayInputStream(bytes), SMALL)).isEqualTo(digest);
    assertThat(store.read(digest)).isEqualTo(bytes);
    try (var in = store.open(digest)) {
      assertThat(in).hasBinaryContent(bytes);
    }
  }

  @Test
  void readsAnyPart() throws IOException {
    // Given
    var digest = store.put(bytes);
    var random = new Random();
    for (var i = 0; i < 50; i++) {
      var from = random.nextInt(bytes.length);
      var end = random.nextInt(from, bytes.length);
      // When
      try (var part = store.open(digest, from, end)) {
        // Then
        assertThat(part).hasBinaryContent(Arrays.copyOfRange(bytes, from, end));
      }
    }
    assertThatThrownBy(() -> store.open(digest, 0, bytes.length + 1L))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aLargeBlobIsSeenOnlyWhenAllOfItIsThere() throws IOException {
    // Given
    try (var batch = store.batch()) {
      // When
      var digest = batch.put(bytes);
      // Then
      assertThat(store.contains(digest)).isFalse();
      batch.flush();
      assertThat(store.contains(digest)).isTrue();
    }
  }

  @Test
  void aBatchThatIsNotFlushedStoresNothing() throws IOException {
    // When
    Digest small;
    try (var batch = store.batch()) {
      small = batch.put(new byte[] {1});
    }
    // Then
    assertThat(store.contains(small)).isFalse();
  }

  @Test
  void readsManyAtOnceEachOnce() throws IOException {
    // Given
    var expected = new HashMap<Digest, byte[]>();
    try (var batch = store.batch()) {
      for (var i = 0; i < 100; i++) {
        var content = randomBytes(i * 50);
        expected.put(batch.put(content), content);
      }
      batch.flush();
    }
    // When
    var read = new HashMap<Digest, byte[]>();
    store.read(
        expected.keySet(), (digest, content) -> assertThat(read.put(digest, content)).isNull());
    // Then
    assertThat(read)
        .hasSameSizeAs(expected)
        .allSatisfy((d, b) -> assertThat(b).isEqualTo(expected.get(d)));
  }

  @Test
  void aManifestThatTellsAnotherSizeIsFoundOut() throws IOException {
    // Given
    var digest = store.put(bytes);
    var wrong = new Digest(digest.sha256(), digest.size() + 1);
    // Then
    assertThatThrownBy(() -> store.open(wrong)).isInstanceOf(CorruptBlobException.class);
    assertThatThrownBy(() -> store.read(wrong)).isInstanceOf(CorruptBlobException.class);
  }

  @Test
  void bytesThatAreNoManifestAreFoundOut() throws IOException {
    // Given
    var digest = store.put(new byte[] {1, 2, 3});
    // Then
    assertThatThrownBy(() -> store.open(new Digest(digest.sha256(), 5000)))
        .isInstanceOf(CorruptBlobException.class);
  }

  @Test
  void aLargeBlobOfOtherBytesIsRefused() throws IOException {
    // Given
    var other = BlobDigest.of(new ByteArrayInputStream(bytes), SMALL);
    var longer = Arrays.copyOf(bytes, bytes.length + 1);
    // Then
    for (var wrong : List.of(longer, Arrays.copyOf(bytes, 500), randomBytes(bytes.length))) {
      assertThatThrownBy(() -> store.put(other, new ByteArrayInputStream(wrong)))
          .isInstanceOf(ServiceException.class);
      assertThat(store.contains(other)).isFalse();
    }
  }

  private static byte[] randomBytes(int length) {
    var bytes = new byte[length];
    new Random().nextBytes(bytes);
    return bytes;
  }
}
