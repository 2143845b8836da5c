package dev.weir.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.Digest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigestSetTest {
  private static String sha256(int number) {
    return Digest.of(Integer.toString(number).getBytes(StandardCharsets.UTF_8)).sha256();
  }

  @Test
  void holdsWhatWasAddedAndNothingElse() {
    // Given
    var set = new DigestSet();
    // When
    for (var i = 0; i < 20_000; i++) {
      assertThat(set.add(sha256(i))).isTrue();
      assertThat(set.add(sha256(i))).isFalse();
    }
    // Then
    assertThat(set.size()).isEqualTo(20_000);
    for (var i = 0; i < 20_000; i++) {
      assertThat(set.contains(sha256(i))).isTrue();
      assertThat(set.contains(sha256(-1 - i))).isFalse();
    }
  }

  @Test
  void theOneOfZerosIsOneLikeOthers() {
    // Given
    var set = new DigestSet();
    var zeros = "0".repeat(64);
    // When
    // Then
    assertThat(set.contains(zeros)).isFalse();
    assertThat(set.add(zeros)).isTrue();
    assertThat(set.add(zeros)).isFalse();
    assertThat(set.contains(zeros)).isTrue();
    assertThat(set.size()).isEqualTo(1);
  }
}
