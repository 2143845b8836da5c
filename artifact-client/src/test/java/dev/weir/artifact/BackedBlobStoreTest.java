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
import org.junit.jupiter.api.Test;

class BackedBlobStoreTest {
  private final MemoryBlobStore front = new MemoryBlobStore();
  private final MemoryBlobStore behind = new MemoryBlobStore();
  private int opened;
  private final BackedBlobStore store =
      new BackedBlobStore(
          front,
          () -> {
            opened++;
            return behind;
          });

  @Test
  void whatIsMissingIsFetchedWhenItIsReadAndStays() throws IOException {
    // Given
    var wanted = behind.put(bytes("wanted"));
    var other = behind.put(bytes("other"));
    // When
    var read = store.read(wanted);
    store.read(wanted);
    // Then
    assertThat(read).isEqualTo(bytes("wanted"));
    assertThat(front.contains(wanted)).isTrue();
    assertThat(front.contains(other)).isFalse();
    assertThat(store.contains(other)).as("stored here").isFalse();
    assertThat(opened).isOne();
  }

  @Test
  void whatIsThereNeedsNothingBehind() throws IOException {
    // When
    var digest = store.put(bytes("here"));
    // Then
    assertThat(store.read(digest)).isEqualTo(bytes("here"));
    assertThat(behind.contains(digest)).isFalse();
    assertThat(opened).isZero();
  }

  @Test
  void wrongBytesFromBehindAreRefusedAndNotKept() {
    // Given
    var digest = Digest.of(bytes("right"));
    var wrong =
        new BackedBlobStore(
            front,
            () ->
                new WatchedBlobStore() {
                  @Override
                  public InputStream open(Digest any) {
                    return new ByteArrayInputStream(bytes("wrong"));
                  }
                });
    // When, Then
    assertThatThrownBy(() -> wrong.open(digest))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.DIGEST_MISMATCH));
    assertThat(front.contains(digest)).isFalse();
  }

  @Test
  void whatIsNowhereIsSaidSo() {
    assertThatThrownBy(() -> store.open(Digest.of(bytes("nowhere"))))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.BLOB_NOT_FOUND));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
