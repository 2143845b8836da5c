package dev.weir.artifact.chunks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.Digest;
import dev.weir.protocol.ServiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalChunksTest {
  private static final int SIZE = 1 << 19;

  @TempDir private Path root;
  private final List<byte[]> contents = contents(20);
  private final List<Digest> digests = contents.stream().map(Digest::of).toList();

  @Test
  void manyChunksBecomeOnePackThatOtherProcessesRead() throws IOException {
    // Given
    var reader = new LocalChunks(root);
    assertThat(reader.missing(digests)).containsExactlyElementsOf(digests);
    // When
    write(new LocalChunks(root), 20);
    // Then
    assertThat(packs()).hasSize(1);
    assertThat(root.resolve("blobs/tmp")).isEmptyDirectory();
    assertThat(reader.missing(digests)).isEmpty();
    assertReads(reader);
  }

  @Test
  void fewChunksBecomeFiles() throws IOException {
    // Given
    var chunks = new LocalChunks(root);
    // When
    write(chunks, 4);
    // Then
    assertThat(root.resolve("packs")).doesNotExist();
    assertThat(chunks.missing(digests)).containsExactlyElementsOf(digests.subList(4, 20));
  }

  @Test
  void whatIsNotCommittedIsNotThere() throws IOException {
    // Given
    var chunks = new LocalChunks(root);
    // When
    try (var writer = chunks.writer()) {
      for (var i = 0; i < 20; i++) {
        writer.put(digests.get(i), contents.get(i), 0);
      }
    }
    // Then
    assertThat(chunks.missing(digests)).hasSize(20);
    assertThat(root.resolve("blobs/tmp")).isEmptyDirectory();
  }

  @Test
  void compressesInPacksWhatPays() throws IOException {
    // Given
    var text = "all work and no play ".repeat(SIZE / 21).getBytes(StandardCharsets.UTF_8);
    var chunk = Digest.of(text);
    var chunks = new LocalChunks(root);
    // When
    try (var writer = chunks.writer()) {
      for (var i = 0; i < 20; i++) {
        writer.put(digests.get(i), contents.get(i), 0);
      }
      writer.put(chunk, text, 0);
      writer.commit();
    }
    // Then
    try (var pack = Pack.open(packs().getFirst())) {
      assertThat(pack.find(chunk.sha256()).orElseThrow().stored()).isLessThan(text.length / 10);
      assertThat(pack.find(digests.get(3).sha256()).orElseThrow().stored()).isEqualTo(SIZE);
      assertThat(pack.entries()).hasSize(21);
    }
    assertThat(chunks.node(chunk.sha256())).isEqualTo(text);
  }

  @Test
  void whatIsAskedForCountsAsNew() throws IOException {
    // Given
    write(new LocalChunks(root), 20);
    new LocalChunks(root).put(Digest.of(new byte[] {1}), new byte[] {1});
    var old = FileTime.from(Instant.now().minus(Duration.ofDays(3)));
    var files = files();
    for (var file : files) {
      Files.setLastModifiedTime(file, old);
    }
    // When
    new LocalChunks(root).missing(List.of(digests.get(7), Digest.of(new byte[] {1})));
    // Then
    assertThat(files)
        .hasSize(2)
        .allSatisfy(file -> assertThat(Files.getLastModifiedTime(file)).isGreaterThan(old));
  }

  @Test
  void aBrokenPackIsNamedAndHurtsNothingElse() throws IOException {
    // Given
    write(new LocalChunks(root), 20);
    var pack = packs().getFirst();
    Files.write(pack, Arrays.copyOf(Files.readAllBytes(pack), 5000));
    var chunks = new LocalChunks(root);
    chunks.put(Digest.of(new byte[] {1}), new byte[] {1});
    // Then
    assertThat(chunks.node(Digest.of(new byte[] {1}).sha256())).containsExactly(1);
    assertThatThrownBy(() -> chunks.read(digests.subList(0, 1), new byte[SIZE], 0))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining(pack.toString());
    assertThat(chunks.missing(digests)).hasSize(20);
  }

  @Test
  void aPackThatIsTakenAwayIsMissed() throws IOException {
    // Given
    var chunks = new LocalChunks(root);
    write(chunks, 20);
    assertThat(chunks.missing(digests)).isEmpty();
    // When
    Files.delete(packs().getFirst());
    // Then
    assertThat(chunks.missing(digests)).hasSize(20);
  }

  private void write(LocalChunks chunks, int count) throws IOException {
    try (var writer = chunks.writer()) {
      for (var i = 0; i < count; i++) {
        writer.put(digests.get(i), contents.get(i), 0);
        writer.put(digests.get(i), contents.get(i), 0);
      }
      writer.commit();
    }
  }

  private void assertReads(LocalChunks chunks) throws IOException {
    var all = new byte[20 * SIZE + 5];
    chunks.read(digests, all, 5);
    for (var i = 0; i < 20; i++) {
      var from = 5 + i * SIZE;
      assertThat(Arrays.copyOfRange(all, from, from + SIZE)).isEqualTo(contents.get(i));
    }
  }

  private List<Path> packs() throws IOException {
    try (var files = Files.list(root.resolve("packs"))) {
      return files.toList();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return new ArrayList<>(files.filter(Files::isRegularFile).toList());
    }
  }

  private static List<byte[]> contents(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> ChunkerTest.randomBytes(System.nanoTime() + i, SIZE))
        .toList();
  }
}
