package dev.weir.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionNamesTest {
  @ParameterizedTest
  @CsvSource({
    "maxGenres, --max-genres",
    "movieData, --movie-data",
    "alpha, --alpha",
    "max_genres, --max-genres",
    "useHTTPProxy, --use-http-proxy",
    "x1Y, --x1-y"
  })
  void aFieldsNameBecomesAnOption(String field, String option) {
    assertThat(OptionNames.of(field)).isEqualTo(option);
  }

  @Test
  void threeSpellingsAreUnderstood() {
    assertThat(OptionNames.all("maxGenres"))
        .containsExactly("--max-genres", "--max_genres", "--maxGenres");
  }
}
