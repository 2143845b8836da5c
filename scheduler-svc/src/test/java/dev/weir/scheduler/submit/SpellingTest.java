package dev.weir.scheduler.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final List<String> NAMES = List.of("maxGenres", "movieData", "alpha");

  @Test
  void aSlipFindsItsName() {
    assertThat(Spelling.closest("maxGenre", NAMES)).contains("maxGenres");
    assertThat(Spelling.closest("MAXGENRES", NAMES)).contains("maxGenres");
    assertThat(Spelling.closest("movie_data", NAMES)).contains("movieData");
    assertThat(Spelling.closest("aplha", NAMES)).contains("alpha");
  }

  @Test
  void whatIsFarFromAllFindsNone() {
    assertThat(Spelling.closest("learningRate", NAMES)).isEmpty();
    assertThat(Spelling.closest("x", List.of())).isEmpty();
  }
}
