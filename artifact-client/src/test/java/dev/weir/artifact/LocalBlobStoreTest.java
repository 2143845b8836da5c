package dev.weir.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.protocol.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalBlobStoreTest extends BlobStoreContract {
  @TempDir private Path root;

  @Override
  protected BlobStore store() {
    return new LocalBlobStore(root);
  }

  @Test
  void laysBlobsOutByTheirDigest() throws Exception {
    // When
    var sha256 = store().put(bytes("weir")).sha256();
    // Then
    assertThat(root.resolve("blobs").resolve(sha256.substring(0, 2)).resolve(sha256))
        .hasContent("weir");
    assertThat(root.resolve("blobs/tmp")).isEmptyDirectory();
  }

  @Test
  void findsBlobsOfTheTimeWhenThereWereTwoLevelsOfDirectories() throws Exception {
    // Given
    var digest = store().put(bytes("weir"));
    var file = file(digest);
    var earlier = file.resolveSibling(digest.sha256().substring(2, 4)).resolve(digest.sha256());
    Files.createDirectory(earlier.getParent());
    // When
    Files.move(file, earlier);
    // Then
    assertThat(store().contains(digest)).isTrue();
    assertThat(store().read(digest)).isEqualTo(bytes("weir"));
    assertThat(store().put(bytes("weir"))).isEqualTo(digest);
    assertThat(file).doesNotExist();
  }

  @Test
  void neverReturnsABlobThatChangedOnDisk() throws Exception {
    // Given
    var digest = store().put(randomBytes(40_000));
    var file = file(digest);
    var changed = Files.readAllBytes(file);
    changed[20_000] ^= 1;
    Files.write(file, changed);
    // Then
    assertThatThrownBy(() -> store().read(digest))
        .isInstanceOf(CorruptBlobException.class)
        .hasMessageContaining(digest.toString())
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> store().open(digest)).isInstanceOf(CorruptBlobException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 999})
  void aTruncatedBlobIsMissingAndMayBePutAgain(int left) throws Exception {
    // Given
    var bytes = randomBytes(1000);
    var digest = store().put(bytes);
    Files.write(file(digest), Arrays.copyOf(bytes, left));
    assertThatThrownBy(() -> store().read(digest)).isInstanceOf(CorruptBlobException.class);
    assertThat(store().contains(digest)).isFalse();
    // When
    store().put(bytes);
    // Then
    assertThat(store().read(digest)).isEqualTo(bytes);
  }

  @Test
  void removesWhatAKilledProcessLeftADayAgo() throws Exception {
    // Given
    store().put(bytes("makes the directories"));
    var old = Files.writeString(root.resolve("blobs/tmp/old"), "half a blob");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    var fresh = Files.writeString(root.resolve("blobs/tmp/fresh"), "somebody is writing this");
    // When
    store();
    // Then
    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }

  private Path file(Digest digest) throws Exception {
    try (var files = Files.walk(root)) {
      return files.filter(file -> file.endsWith(digest.sha256())).findFirst().orElseThrow();
    }
  }
}
