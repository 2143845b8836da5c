package dev.weir.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.artifact.chunks.Frame;
import dev.weir.artifact.chunks.LocalLayout;
import dev.weir.artifact.chunks.PackWriter;
import dev.weir.protocol.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalVerificationTest {
  @TempDir private Path root;

  private static byte[] content(int seed, int size) {
    var bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    Arrays.fill(bytes, 0, size / 2, (byte) seed); // half of it can be compressed
    return bytes;
  }

  private Path file(int seed) throws IOException {
    var bytes = content(seed, 3000);
    var file = new LocalLayout(root).file(Digest.of(bytes).sha256());
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private Path pack(String name, int... seeds) throws IOException {
    var file = new LocalLayout(root).packs().resolve(name + LocalLayout.PACK);
    Files.createDirectories(file.getParent());
    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
      var pack = new PackWriter(out);
      for (var seed : seeds) {
        var bytes = content(seed, 20_000);
        pack.add(Digest.of(bytes), Frame.of(bytes, 0, bytes.length));
      }
      pack.finish();
    }
    return file;
  }

  private LocalVerification verified() throws IOException {
    var check = new LocalVerification(root, 2);
    check.run();
    return check;
  }

  @Test
  void whatIsSoundIsCountedAndWhatIsUnfinishedIsLeftAlone() throws IOException {
    // Given
    file(1);
    file(2);
    pack("p", 3, 4, 5);
    Files.createDirectories(new LocalLayout(root).unfinished());
    Files.write(new LocalLayout(root).unfinished().resolve("x"), new byte[7]);
    // When
    var check = verified();
    // Then
    assertThat(check.bad()).isEmpty();
    assertThat(check.files()).isEqualTo(3);
    assertThat(check.chunks()).isEqualTo(5);
    assertThat(check.sound().size()).isEqualTo(5);
    assertThat(check.read()).isGreaterThan(6000);
  }

  /** The first bytes say what the file is, to people; no reader needs them. */
  @Test
  void everyFlippedBitOfAFileOrAPackIsFound() throws IOException {
    // Given
    var random = new Random(1);
    for (var file : new Path[] {file(1), pack("p", 3, 4)}) {
      var whole = Files.readAllBytes(file);
      for (var i = 0; i < 60; i++) {
        var bytes = whole.clone();
        var at = 8 + random.nextInt(whole.length - 8);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
        // When
        var bad = verified().bad();
        // Then
        assertThat(bad).as("byte %d of %s", at, file).isNotEmpty();
        assertThat(bad.getFirst().file()).isEqualTo(file);
      }
      Files.write(file, whole);
    }
  }

  @Test
  void aPackThatEndsEarlyIsNamedAndItsFileStays() throws IOException {
    // Given
    var pack = pack("p", 3, 4);
    Files.write(pack, Arrays.copyOf(Files.readAllBytes(pack), 9000));
    // When
    var bad = verified().bad();
    // Then
    assertThat(bad).hasSize(1);
    assertThat(bad.getFirst().sha256()).isEmpty();
    assertThat(pack).exists();
  }
}
