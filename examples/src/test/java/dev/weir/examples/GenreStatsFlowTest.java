package dev.weir.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenreStatsFlowTest {
  private static final Path FLOW = Path.of("03-genre-stats/GenreStatsFlow.java");
  private static final Path MOVIES = Path.of("03-genre-stats/movies.csv");
  private static final String HEADER = "movie_title,title_year,genres,gross\n";

  @TempDir Path folder;

  @Test
  void realFilmsGiveWhatDuckDbComputes() throws Exception {
    var stats = stats(Files.readString(MOVIES));
    assertThat(stats).hasSize(12);
    assertSame(stats, DuckDb.quartiles(MOVIES));
  }

  @Test
  void messyCatalogueGivesWhatDuckDbComputes() throws Exception {
    // Given
    var csv = Files.writeString(folder.resolve("movies.csv"), Catalogue.of(5_000, 42));
    // When
    var stats = stats(Files.readString(csv));
    // Then
    assertThat(stats).hasSize(10);
    assertSame(stats, DuckDb.quartiles(csv));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r"})
  void lineEndsDoNotMatter(String lineEnd) throws Exception {
    var csv = HEADER + "A,1999,Drama|Comedy,1\n\"B, the \"\"2nd\"\"\",,Drama,4\n\nC,2000,Drama,";
    assertSame(stats("\uFEFF" + csv.replace("\n", lineEnd)), stats(csv));
  }

  @Test
  void filmOfSeveralGenresCountsOnceInEach() throws Exception {
    var stats = stats(HEADER + "A,1999,Drama|Comedy|Drama,10\nB,1999,|Drama|,20\n");
    assertThat(stats.get("Drama")).containsExactly(12.5, 15, 17.5);
    assertThat(stats.get("Comedy")).containsExactly(10, 10, 10);
  }

  @Test
  void genreWithoutAnyGrossIsLeftOut() throws Exception {
    var stats = stats(HEADER + "A,1999,Drama,10\nB,1999,Western,\nC,1999,Western,N/A\n");
    assertThat(stats).containsOnlyKeys("Drama");
  }

  @Test
  void columnsAreFoundByName() throws Exception {
    var stats = stats("gross,x,genres,movie_title\n7,,Drama,A\n8");
    assertThat(stats.get("Drama")).containsExactly(7, 7, 7);
  }

  @Test
  void maxGenresKeepsTheLargest() throws Exception {
    // Given
    var csv = HEADER + "A,1999,Drama,1\nB,1999,Comedy|Western,2\nC,1999,Comedy,3\n";
    // When
    var end = FlowWalk.run(FLOW, Map.of("movieData", csv, "maxGenres", 2));
    // Then
    assertThat(statsIn(end)).containsOnlyKeys("Comedy", "Drama");
  }

  @Test
  void wrongFilesSayWhatIsWrong() {
    assertThatThrownBy(() -> stats("title,gross\nA,1\n")).hasMessageContaining("[title, gross]");
    assertThatThrownBy(() -> stats("")).hasMessageContaining("needs the columns");
    assertThatThrownBy(() -> stats(HEADER + "A,1999,Drama,lots\n"))
        .hasMessage("the gross of A is no number: lots");
    assertThatThrownBy(() -> stats(HEADER + "\"A,1999,Drama,1\n"))
        .hasMessage("the quote opened in line 2 is never closed");
    assertThatThrownBy(() -> stats(HEADER + "A,1999,Drama,\n"))
        .hasMessageContaining("no film in movieData has both");
  }

  private static Map<String, double[]> stats(String csv) throws Exception {
    return statsIn(FlowWalk.run(FLOW, Map.of("movieData", csv)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, double[]> statsIn(Map<String, Object> end) {
    return (Map<String, double[]>) end.get("genreStats");
  }

  private static void assertSame(Map<String, double[]> stats, Map<String, double[]> expected) {
    assertThat(stats).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (genre, quartiles) ->
            assertThat(stats.get(genre)).as(genre).containsExactly(quartiles, within(1e-3)));
  }
}
