package dev.weir.artifact.chunks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChunkerTest {
  private static final ChunkSizes SIZES = ChunkSizes.STANDARD;
  private final Chunker chunker = new Chunker(SIZES);

  @Test
  void cutsWithinTheSizesAndLosesNothing() {
    // Given
    var bytes = randomBytes(1, 32 << 20);
    // When
    var lengths = lengths(bytes);
    // Then
    assertThat(lengths.stream().mapToInt(Integer::intValue).sum()).isEqualTo(bytes.length);
    assertThat(lengths.subList(0, lengths.size() - 1))
        .allSatisfy(length -> assertThat(length).isBetween(SIZES.min(), SIZES.max()));
    assertThat(bytes.length / lengths.size())
        .isBetween(SIZES.normal() * 3 / 4, SIZES.normal() * 5 / 4);
  }

  /** Fixed for ever: other cuts would give every large blob another digest. */
  @Test
  void cutsWhereItAlwaysDid() {
    // When
    var lengths = lengths(randomBytes(42, 1 << 20));
    // Then
    assertThat(lengths).containsExactly(PINNED);
  }

  private static final Integer[] PINNED = {
    188210, 136271, 137034, 103190, 138505, 92956, 144140, 108270
  };

  @Test
  void cutsBytesWithoutContentAtTheLargestSize() {
    assertThat(lengths(new byte[3 << 20])).containsOnly(SIZES.max());
  }

  @Test
  void anInsertedByteChangesTheChunksAroundItOnly() {
    // Given
    var bytes = randomBytes(3, 16 << 20);
    var middle = bytes.length / 2;
    var changed = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, changed, 0, middle);
    System.arraycopy(bytes, middle, changed, middle + 1, bytes.length - middle);
    // When
    var before = chunks(bytes);
    var after = chunks(changed);
    after.removeAll(before);
    // Then
    assertThat(after).hasSizeBetween(1, 4);
  }

  private Set<String> chunks(byte[] bytes) {
    var chunks = new HashSet<String>();
    var at = 0;
    for (var length : lengths(bytes)) {
      chunks.add(Frame.sha256(bytes, at, length));
      at += length;
    }
    return chunks;
  }

  private List<Integer> lengths(byte[] bytes) {
    var lengths = new ArrayList<Integer>();
    for (var at = 0; at < bytes.length; ) {
      var end = chunker.cut(bytes, at, bytes.length);
      lengths.add(end - at);
      at = end;
    }
    return lengths;
  }

  static byte[] randomBytes(long seed, int length) {
    var bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
