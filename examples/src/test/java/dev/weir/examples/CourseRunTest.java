package dev.weir.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.client.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The course as its readers run it: by the weir command, each step in a task process. */
class CourseRunTest {
  private static final Path GENRES = Path.of("03-genre-stats/GenreStatsFlow.java");
  private static final Path MOVIES = Path.of("03-genre-stats/movies.csv");

  @TempDir Path folder;

  @Test
  void linearFlowGreets() throws Exception {
    var log = new Weir(folder).log(Path.of("01-linear/LinearFlow.java"), "--name", "Ada");
    assertThat(log).contains("] Hello, Ada!\n").contains("] That is 11 characters.\n");
  }

  @Test
  void branchFlowComparesMeanAndMedian() throws Exception {
    var log = new Weir(folder).log(Path.of("02-branching/BranchFlow.java"));
    assertThat(log).contains("] mean 3.875, median 3.5: the sample leans right\n");
  }

  @Test
  void realFilmsGiveWhatDuckDbComputes() throws Exception {
    var end = new Weir(folder).run(GENRES);
    assertSame(end, DuckDb.quartiles(MOVIES));
  }

  @Test
  void messyCatalogueGivesWhatDuckDbComputes() throws Exception {
    // Given
    var csv = Files.writeString(folder.resolve("other films.csv"), Catalogue.of(5_000, 7));
    // When
    var end = new Weir(folder).run(GENRES, "--movie-data", csv.toString());
    // Then
    assertSame(end, DuckDb.quartiles(csv));
  }

  @Test
  void nestedForeachFlowGathersWhatItsParametersAskFor() throws Exception {
    // Given
    var flow = Path.of("04-nested-foreach/NestedForeachFlow.java");
    var alone = FlowWalk.run(flow, Map.of("repeats", 2)).get("estimates");
    // When
    var end = new Weir(folder).run(flow, "--repeats", "2");
    // Then
    assertThat(value(end, "estimates")).isEqualTo(Json.mapper().valueToTree(alone));
  }

  @Test
  void configFlowReadsTheFileBesideItAndWhatADeploymentSays() throws Exception {
    // Given
    var flow = Path.of("07-config/ConfigFlow.java");
    var other = "{\"currency\": \"SEK\", \"sales\": [1], \"machine\": {\"cpu\": 1, \"memory\": 1}}";
    // When
    var log = new Weir(folder).log(flow, "--day", "2026-11-21", "--regions", "south");
    var deployed = new Weir(folder).log(flow, "--config-value", "settings", other);
    // Then
    assertThat(log).contains("] 2026-11-21: [SOUTH] sold for 42.0 EUR\n");
    assertThat(deployed).contains(LocalDate.now() + ": [NORTH, SOUTH] sold for 1.0 SEK\n");
  }

  @Test
  void newtonFlowRepeatsAStepUntilItIsGoodEnough() throws Exception {
    // When
    var end = new Weir(folder).run(Path.of("05-choices/NewtonFlow.java"), "--number", "612");
    // Then
    assertThat(value(end, "root").asDouble()).isEqualTo(Math.sqrt(612), within(1e-9));
    assertThat(value(end, "rounds").asInt()).isBetween(5, 20);
    assertThat(value(end, "TOLERANCE").asDouble()).isEqualTo(1e-12);
  }

  @Test
  void newtonFlowTakesTheOtherWay() throws Exception {
    var log = new Weir(folder).log(Path.of("05-choices/NewtonFlow.java"), "--number=-1");
    assertThat(log).contains("] -1.0 has no real root\n").doesNotContain("/improve/");
  }

  @Test
  void weatherFlowGoesOnWithoutTheStationsThatFail() throws Exception {
    // When
    var log = new Weir(folder).log(Path.of("06-retry-and-catch/WeatherFlow.java"));
    // Then
    assertThat(log)
        .contains(
            "] flaky: 12.5\n",
            "] harbour: 17.5\n",
            "] tower: 12.5\n",
            "] crashing is missing: the step's process",
            "] silent is missing: step ask took longer than its @Timeout of 2s\n",
            "Task will be tried again (retry 2 of 2).\n",
            "Task fallback is starting to handle the failure.\n");
  }

  @Test
  void piFlowGathersAllNodesAndWhatTheyAgreeOn() throws Exception {
    // When: more nodes than there are workers
    var end =
        new Weir(folder)
            .run(Path.of("08-parallel/PiFlow.java"), "--nodes", "3", "--max-workers", "1");
    // Then
    assertThat(value(end, "pi").asDouble()).isEqualTo(Math.PI, within(0.02));
    assertThat(value(end, "thrown").asInt()).isEqualTo(300_000);
    assertThat(value(end, "method").asText()).isEqualTo("Monte Carlo, 3 nodes");
  }

  /** Asks Maven's repositories, unless the libraries are locked already. */
  @Test
  void librariesFlowReadsWithTwoVersionsOfOneLibrary() throws Exception {
    var log = new Weir(folder).log(Path.of("09-libraries/LibrariesFlow.java"));
    assertThat(log).contains("] [1.8, 1.14.0] read the same\n");
  }

  @Test
  void wrapperFlowRunsAroundItsStepsAndPassesOverOne() throws Exception {
    // Given
    var flow = Path.of("10-wrapper/WrapperFlow.java");
    // When
    var log = new Weir(folder).log(flow);
    var skipped = new Weir(folder).log(flow, "--skip", "yes");
    // Then
    assertThat(log).contains("] before start\n", "] after work\n", "] got something\n");
    assertThat(skipped).contains("] after work\n", "] got nothing\n");
  }

  /** Asks Maven's repositories, unless the project is locked already. */
  @Test
  void flowsOfAMavenProjectShareCodeDataAndALibrary() throws Exception {
    // Given
    var project = Path.of("11-maven");
    // When
    var means = new Weir(folder).log(project, "--flow", "MeansFlow");
    var hottest = new Weir(folder).log(project, "--flow", "HottestFlow");
    // Then
    assertThat(means).contains("] harbour: 18.25\n", "] meadow: 22.5\n", "] tower, north: 14.0\n");
    assertThat(hottest).contains("] 24.0 at meadow on 2026-07-02\n");
  }

  private static JsonNode value(JsonNode artifacts, String name) {
    return artifacts.get(name).get("value");
  }

  private static void assertSame(JsonNode end, Map<String, double[]> expected) throws Exception {
    var stats =
        Json.mapper()
            .treeToValue(value(end, "genreStats"), new TypeReference<Map<String, double[]>>() {});
    assertThat(stats).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (genre, quartiles) ->
            assertThat(stats.get(genre)).as(genre).containsExactly(quartiles, within(1e-3)));
  }
}
