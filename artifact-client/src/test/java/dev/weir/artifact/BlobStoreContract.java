package dev.weir.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.Digest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link BlobStore} promises. */
public abstract class BlobStoreContract {

  /** The store to be tested; may be one that other tests write to as well. */
  protected abstract BlobStore store() throws Exception;

  @Test
  void readsBackWhatWasPut() throws Exception {
    // Given
    var bytes = randomBytes(100_000);
    // When
    var digest = store().put(bytes);
    // Then
    assertThat(digest).isEqualTo(BlobDigest.of(bytes));
    assertThat(store().read(digest)).isEqualTo(bytes);
    assertThat(store().contains(digest)).isTrue();
  }

  @Test
  void keepsTheEmptyBlob() throws Exception {
    // When
    var digest = store().put(new byte[0]);
    // Then
    assertThat(store().read(digest)).isEmpty();
  }

  @Test
  void keepsABlobLargerThanAnyBuffer() throws Exception {
    // Given
    var bytes = randomBytes(5_000_011);
    // When
    var digest = store().put(bytes);
    // Then
    try (var stream = store().open(digest)) {
      assertThat(stream).hasBinaryContent(bytes);
    }
  }

  @Test
  void storesAllThatAStreamGives() throws Exception {
    // Given
    var bytes = randomBytes(3_000_000);
    // When
    var digest = store().put(new ByteArrayInputStream(bytes));
    var again = store().put(new ByteArrayInputStream(bytes));
    // Then
    assertThat(digest).isEqualTo(again);
    assertThat(store().read(digest)).isEqualTo(bytes);
  }

  @Test
  void puttingAgainChangesNothing() throws Exception {
    // Given
    var bytes = randomBytes(1000);
    var digest = store().put(bytes);
    // When
    store().put(bytes);
    // Then
    assertThat(store().read(digest)).isEqualTo(bytes);
  }

  @Test
  void namesWhatIsMissingInTheOrderAsked() throws Exception {
    // Given
    var there = store().put(randomBytes(10));
    var first = BlobDigest.of(randomBytes(11));
    var second = BlobDigest.of(randomBytes(12));
    // When
    var missing = store().missing(List.of(second, there, first, second));
    // Then
    assertThat(missing).containsExactly(second, first);
    assertThat(store().missing(List.of())).isEmpty();
  }

  @Test
  void saysWhichBlobIsNotThere() {
    // Given
    var digest = BlobDigest.of(randomBytes(20));
    // Then
    assertThatThrownBy(() -> store().read(digest))
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.BLOB_NOT_FOUND))
        .hasMessageContaining(digest.sha256());
  }

  @Test
  void refusesBytesOfAnotherDigestAndKeepsNothing() throws Exception {
    // Given
    var digest = BlobDigest.of(randomBytes(3000));
    // Then
    assertRefused(digest, randomBytes(3000));
    assertThat(store().contains(digest)).isFalse();
  }

  @Test
  void refusesTooFewAndTooManyBytes() throws Exception {
    // Given
    var bytes = randomBytes(3000);
    var digest = BlobDigest.of(bytes);
    // Then
    assertRefused(digest, Arrays.copyOf(bytes, 2999));
    assertRefused(digest, Arrays.copyOf(bytes, 3001));
    assertRefused(new Digest(digest.sha256(), 2999), bytes);
    assertThat(store().contains(digest)).isFalse();
  }

  @Test
  void aPutThatBreaksOffLeavesNothing() throws Exception {
    // Given
    var bytes = randomBytes(200_000);
    var digest = BlobDigest.of(bytes);
    // When
    assertThatThrownBy(() -> store().put(digest, new BreakingStream(bytes, 100_000)))
        .isInstanceOfAny(IOException.class, ServiceException.class);
    // Then
    assertThat(store().contains(digest)).isFalse();
    store().put(digest, new ByteArrayInputStream(bytes));
    assertThat(store().read(digest)).isEqualTo(bytes);
  }

  @Test
  void manyMayPutTheSameBlobAtOnce() throws Exception {
    // Given
    var bytes = randomBytes(50_000);
    var store = store();
    // When
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var puts =
          IntStream.range(0, 8).<Callable<Digest>>mapToObj(i -> () -> store.put(bytes)).toList();
      for (var put : threads.invokeAll(puts)) {
        put.get();
      }
    }
    // Then
    assertThat(store.read(BlobDigest.of(bytes))).isEqualTo(bytes);
  }

  @Test
  void readsAnyPartOfASmallAndOfALargeBlob() throws Exception {
    for (var size : List.of(1000, 3_000_017)) {
      // Given
      var bytes = randomBytes(size);
      var digest = store().put(bytes);
      for (var part : List.of(0, 1, size / 3, size - 1, size)) {
        // When
        try (var in = store().open(digest, part, size)) {
          // Then
          assertThat(in).hasBinaryContent(Arrays.copyOfRange(bytes, part, size));
        }
        try (var in = store().open(digest, part / 2, part)) {
          assertThat(in).hasBinaryContent(Arrays.copyOfRange(bytes, part / 2, part));
        }
      }
    }
  }

  @Test
  void whatIsCompressedReadsBack() throws Exception {
    // Given
    var text = bytes("a line that comes again and again, as in logs\n".repeat(60_000));
    // When
    var digest = store().put(text);
    // Then
    assertThat(store().read(digest)).isEqualTo(text);
  }

  @Test
  void aBatchOfSmallAndLargeBlobsIsThereOnceItIsFlushed() throws Exception {
    // Given
    var blobs = new LinkedHashMap<Digest, byte[]>();
    // When
    try (var batch = store().batch()) {
      for (var size : List.of(0, 1, 5000, 1 << 20, (1 << 20) + 1, 2_500_000)) {
        var bytes = randomBytes(size);
        blobs.put(batch.put(bytes), bytes);
      }
      batch.flush();
      // Then
      assertThat(store().missing(blobs.keySet())).isEmpty();
    }
    for (var blob : blobs.entrySet()) {
      assertThat(store().read(blob.getKey())).isEqualTo(blob.getValue());
    }
  }

  @Test
  void readsManyBlobsAtOnceEachOnce() throws Exception {
    // Given
    var blobs = new HashMap<Digest, byte[]>();
    try (var batch = store().batch()) {
      for (var i = 0; i < 300; i++) {
        var bytes = randomBytes(20_000);
        blobs.put(batch.put(bytes), bytes);
      }
      batch.flush();
    }
    // When
    var read = new HashMap<Digest, byte[]>();
    store()
        .read(
            blobs.keySet(),
            (digest, bytes) -> assertThat(read.putIfAbsent(digest, bytes)).isNull());
    // Then
    assertThat(read.keySet()).isEqualTo(blobs.keySet());
    blobs.forEach((digest, bytes) -> assertThat(read.get(digest)).isEqualTo(bytes));
  }

  @Test
  void aBlobWithSomeBytesInTheMiddleChangedReadsBackBesideTheOriginal() throws Exception {
    // Given
    var before = randomBytes(4_000_000);
    var after = before.clone();
    after[2_000_000] ^= 1;
    // When
    var original = store().put(before);
    var changed = store().put(after);
    // Then
    assertThat(changed).isNotEqualTo(original);
    assertThat(store().read(original)).isEqualTo(before);
    assertThat(store().read(changed)).isEqualTo(after);
  }

  /** Bytes that no other test has. */
  protected static byte[] randomBytes(int length) {
    var bytes = new byte[length];
    new Random().nextBytes(bytes);
    return bytes;
  }

  protected static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void assertRefused(Digest digest, byte[] bytes) {
    assertThatThrownBy(() -> store().put(digest, new ByteArrayInputStream(bytes)))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.type()).isEqualTo(ProblemType.DIGEST_MISMATCH));
  }

  private static final class BreakingStream extends InputStream {
    private final InputStream bytes;
    private int left;

    BreakingStream(byte[] bytes, int after) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.left = after;
    }

    @Override
    public int read() throws IOException {
      if (left-- <= 0) {
        throw new IOException("the disk it was read from is gone");
      }
      return bytes.read();
    }
  }
}
