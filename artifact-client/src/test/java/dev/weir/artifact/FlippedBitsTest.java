package dev.weir.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.protocol.Digest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a disk does to one bit: nobody is given bytes that are not the blob's. */
class FlippedBitsTest {
  @TempDir private Path root;

  @Test
  void aFlippedBitIsNeverReturned() throws Exception {
    // Given
    var store = new SmallStore(root);
    var unnoticed = new ArrayList<SmallStore.Bit>();
    for (var bit : store.bits(40)) {
      bit.flip();
      // When
      var found = 0;
      for (var blob : store.blobs().entrySet()) {
        found += damaged(store.open(), blob.getKey(), blob.getValue()) ? 1 : 0;
      }
      // Then
      if (found == 0) {
        unnoticed.add(bit);
      }
      bit.flip();
    }
    assertThat(unnoticed).allSatisfy(bit -> assertThat(isRead(bit)).isFalse());
    for (var blob : store.blobs().entrySet()) {
      assertThat(damaged(store.open(), blob.getKey(), blob.getValue())).isFalse();
    }
  }

  /** The footer's SHA-256 of the table is for who reads all of a pack; readers check each chunk. */
  private static boolean isRead(SmallStore.Bit bit) throws IOException {
    var fromEnd = Files.size(bit.file()) - bit.at();
    return !bit.file().toString().endsWith(".pack") || fromEnd > 40 || fromEnd <= 8;
  }

  private static boolean damaged(BlobStore store, Digest digest, byte[] bytes) throws IOException {
    return List.<Reading>of(
                () -> store.read(digest),
                () -> store.open(digest).readAllBytes(),
                () -> {
                  var parts = new byte[1][];
                  store.read(List.of(digest), (read, whole) -> parts[0] = whole);
                  return parts[0];
                })
            .stream()
            .filter(reading -> isRefused(reading, bytes))
            .count()
        > 0;
  }

  private static boolean isRefused(Reading reading, byte[] bytes) {
    try {
      assertThat(reading.bytes()).isEqualTo(bytes);
      return false;
    } catch (CorruptBlobException e) {
      return true;
    } catch (ServiceException e) {
      assertThat(e.type()).isEqualTo(ProblemType.BLOB_NOT_FOUND);
      return true;
    } catch (IOException e) {
      throw new AssertionError("damage is told as such", e);
    }
  }

  @FunctionalInterface
  private interface Reading {
    byte[] bytes() throws IOException;
  }
}
