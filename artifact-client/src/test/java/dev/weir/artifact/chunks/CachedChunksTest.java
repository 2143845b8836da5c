package dev.weir.artifact.chunks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.Digest;
import dev.weir.protocol.ServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedChunksTest {
  private static final int SIZE = 10_000;
  private static final int LIMIT = 200_000;

  @TempDir private Path root;
  private final MemoryChunks origin = new MemoryChunks();
  private final List<byte[]> contents =
      IntStream.range(0, 60)
          .mapToObj(i -> ChunkerTest.randomBytes(System.nanoTime() + i, SIZE))
          .toList();
  private final List<Digest> digests = contents.stream().map(Digest::of).toList();

  private CachedChunks cached(String project) {
    return new CachedChunks(origin, new ChunkCache(root, project, LIMIT));
  }

  /** What the cache alone can give. */
  private CachedChunks alone(String project) {
    return new CachedChunks(new MemoryChunks(), new ChunkCache(root, project, LIMIT));
  }

  private void putAll(int from, int to) throws IOException {
    try (var writer = origin.writer()) {
      for (var i = from; i < to; i++) {
        writer.put(digests.get(i), contents.get(i), 0);
      }
      writer.commit();
    }
  }

  @Test
  void whatWasReadOnceNeedsTheStoreNoMore() throws IOException {
    // Given
    putAll(0, 5);
    read(cached("p"), 0, 3);
    // Then
    read(alone("p"), 0, 3);
    read(cached("p"), 0, 5);
    read(alone("p"), 0, 5);
    assertThat(alone("p").node(digests.get(1).sha256())).isEqualTo(contents.get(1));
  }

  @Test
  void anotherProjectDoesNotSeeIt() throws IOException {
    // Given
    putAll(0, 3);
    read(cached("p"), 0, 3);
    // Then
    assertThatThrownBy(() -> read(alone("q"), 0, 3)).isInstanceOf(ServiceException.class);
    assertThatThrownBy(() -> alone("q").node(digests.get(1).sha256()))
        .isInstanceOf(ServiceException.class);
  }

  @Test
  void damageIsFetchedAgain() throws IOException {
    // Given
    putAll(0, 2);
    read(cached("p"), 0, 2);
    var file = root.resolve("projects/p/" + digests.get(0).sha256().substring(0, 2));
    var damaged = file.resolve(digests.get(0).sha256());
    for (var bytes : List.of(new byte[SIZE], new byte[5], new byte[SIZE + 1])) {
      Files.write(damaged, bytes);
      // When
      read(cached("p"), 0, 2);
      // Then
      read(alone("p"), 0, 2);
    }
  }

  @Test
  void staysWithinItsSizeAndKeepsWhatWasReadLast() throws IOException {
    // Given
    putAll(0, 60);
    read(cached("p"), 0, 10);
    var old = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
    for (var file : files()) {
      Files.setLastModifiedTime(file, old);
    }
    read(cached("p"), 0, 1);
    // When
    for (var i = 10; i < 60; i++) {
      read(cached("q"), i, i + 1);
      if (i == 20) {
        // Then
        read(alone("p"), 0, 1);
        assertThat(files()).filteredOn(file -> file.toString().contains("/p/")).hasSizeLessThan(10);
      }
    }
    assertThat(files().stream().mapToLong(file -> file.toFile().length()).sum())
        .isBetween(LIMIT / 2L, LIMIT * 11 / 10L);
  }

  @Test
  void aCacheThatCannotBeWrittenIsNoReasonToFail() throws IOException {
    // Given
    putAll(0, 3);
    Files.writeString(root.resolve("projects"), "a file where the folder should be");
    // Then
    read(cached("p"), 0, 3);
  }

  @Test
  void manyMayUseItAtOnce() throws Exception {
    // Given
    putAll(0, 60);
    // When
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var readers = new ArrayList<Callable<Boolean>>();
      for (var i = 0; i < 8; i++) {
        readers.add(
            () -> {
              read(cached("p"), 0, 60);
              return true;
            });
      }
      // Then
      for (var reader : threads.invokeAll(readers)) {
        assertThat(reader.get()).isTrue();
      }
    }
  }

  private List<Path> files() throws IOException {
    try (var files = Files.walk(root)) {
      return files.filter(file -> Files.isRegularFile(file) && !file.endsWith("lock")).toList();
    }
  }

  private void read(CachedChunks chunks, int from, int to) throws IOException {
    var bytes = new byte[(to - from) * SIZE + 3];
    chunks.read(digests.subList(from, to), bytes, 3);
    for (var i = from; i < to; i++) {
      var at = 3 + (i - from) * SIZE;
      assertThat(Arrays.copyOfRange(bytes, at, at + SIZE)).isEqualTo(contents.get(i));
    }
  }
}
