package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a data scientist does first: run, look, look closer, with nothing started. */
class LocalRunIT {
  private static final Pattern LINE =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}"
              + " \\[(\\d+)/end/\\d+ \\(pid \\d+\\)\\] Task finished successfully\\.");

  @TempDir Path folder;

  @Test
  void aRunCanBeLookedAtAfterwards() {
    // Given
    var weir = new Weir(folder);
    var run = weir.run("run", Weir.example("03-genre-stats/GenreStatsFlow.java"));
    assertThat(run.exitCode()).as(run.all()).isZero();
    var line = LINE.matcher(run.out());
    assertThat(line.find()).as(run.all()).isTrue();
    var id = line.group(1);
    // When
    var runs = weir.run("runs", "GenreStatsFlow");
    var dump = weir.run("dump", id + "/join", "--json");
    var logs = weir.run("logs", id + "/end");
    // Then
    assertThat(runs.out()).contains(id).contains("SUCCEEDED");
    assertThat(dump.out()).contains("genreStats").contains("Drama");
    assertThat(logs.exitCode()).as(logs.all()).isZero();
  }

  @Test
  void aFailedRunExitsWithOneAndShowsWhy() {
    // Given
    var weir = new Weir(folder);
    // When
    var run = weir.run("run", Weir.flow("Fails.java"));
    // Then
    assertThat(run.exitCode()).as(run.all()).isOne();
    assertThat(run.out() + run.err())
        .contains("java.lang.IllegalStateException: no such luck")
        .contains("Fails.java:");
  }

  @Test
  void aWrongGraphIsRefusedWithFileAndLineBeforeAnythingRuns() {
    // Given
    var weir = new Weir(folder);
    // When
    var run = weir.run("run", Weir.flow("NoJoin.java"));
    // Then
    assertThat(run.exitCode()).as(run.all()).isEqualTo(2);
    assertThat(run.out() + run.err()).containsPattern("NoJoin\\.java:\\d+");
    assertThat(weir.run("runs").out()).doesNotContain("NoJoin");
  }

  @Test
  void anUnknownParameterIsRefusedByName() {
    // Given
    var weir = new Weir(folder);
    // When
    var run =
        weir.run("run", Weir.example("03-genre-stats/GenreStatsFlow.java"), "--movie-date", "x");
    // Then
    assertThat(run.exitCode()).as(run.all()).isEqualTo(2);
    assertThat(run.err()).contains("--movie-date").contains("--movie-data");
  }
}
