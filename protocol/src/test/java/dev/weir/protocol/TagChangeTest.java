package dev.weir.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TagChangeTest {
  private static final List<String> SYSTEM = List.of("user:ada", "runtime:local");

  @Test
  void whatIsRemovedGoesFirst() {
    // Given
    var change = new TagChange(List.of("c", "a", "c"), List.of("a", "never there"));
    // Then
    assertThat(change.on(List.of("a", "b"), SYSTEM)).containsExactly("b", "c", "a");
  }

  @Test
  void aSystemTagIsNotAddedAgainAndNeverRemoved() {
    assertThat(new TagChange(List.of("user:ada", "x"), null).on(List.of(), SYSTEM))
        .containsExactly("x");
    assertThatThrownBy(() -> new TagChange(null, List.of("user:ada")).on(List.of(), SYSTEM))
        .hasMessage("'user:ada' is a system tag, which can't be removed");
  }

  @Test
  void aRunHasAtMostFiftyTags() {
    // Given
    var fifty = tags(50);
    // Then
    assertThat(new TagChange(List.of("more"), List.of("0")).on(fifty, SYSTEM)).hasSize(50);
    assertThatThrownBy(() -> new TagChange(List.of("more"), null).on(fifty, SYSTEM))
        .hasMessageContaining("at most 50", "51");
  }

  @Test
  void tooManyOfOldMayOnlyBecomeFewer() {
    assertThat(new TagChange(List.of("more"), List.of("0", "1")).on(tags(60), SYSTEM)).hasSize(59);
    assertThatThrownBy(() -> new TagChange(List.of("more"), null).on(tags(60), SYSTEM))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTagHasOneToFiveHundredCharactersAndNoControls() {
    for (var wrong : List.of("", "x".repeat(501), "two\nlines")) {
      assertThatThrownBy(() -> new TagChange(List.of(wrong), null))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Tags.check(List.of("🎬".repeat(500)))).hasSize(1);
  }

  @Test
  void aNamespaceIsATagOrEmpty() {
    assertThat(Tags.checkNamespace("")).isEmpty();
    assertThat(Tags.checkNamespace("user:ada")).isEqualTo("user:ada");
    assertThatThrownBy(() -> Tags.checkNamespace("a\tb")).hasMessageContaining("'a?b'");
  }

  private static List<String> tags(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }
}
