package dev.weir.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.artifact.SmallStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reads all of a store finds every bit that is not as it was written. */
class FlippedBitsVerificationTest {
  @TempDir private Path root;

  @Test
  void aFlippedBitAnywhereIsFound() throws Exception {
    // Given
    var store = new SmallStore(root);
    for (var bit : store.bits(30)) {
      bit.flip();
      // When
      var verification = new LocalVerification(root, 1);
      verification.run();
      // Then
      assertThat(verification.bad())
          .as(bit.toString())
          .isNotEmpty()
          .allSatisfy(bad -> assertThat(bad.file()).isEqualTo(bit.file()));
      bit.flip();
    }
    var sound = new LocalVerification(root, 1);
    sound.run();
    assertThat(sound.bad()).isEmpty();
    assertThat(sound.files()).isEqualTo(store.files().size());
  }
}
