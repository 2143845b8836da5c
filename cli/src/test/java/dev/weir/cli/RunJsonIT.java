package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says to machines. */
class RunJsonIT {
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      public class TellsFlow extends FlowSpec {
        @Parameter int n = 2;
        @Step Next start() { return foreach(java.util.stream.IntStream.range(0, n).boxed().toList(), this::body); }
        @Step @Retry(times = 1) Next body() {
          System.out.println("in the body");
          if (index() == 1 && current().attempt() == 0) throw new IllegalStateException("once");
          return next(this::join);
        }
        @Step Next join(Inputs<TellsFlow> inputs) { return next(this::end); }
        @Step void end() { if (n == 3) throw new IllegalStateException("three"); }
      }
      """;

  @TempDir private Path folder;
  private PackagedWeir weir;

  @BeforeEach
  void aFolderWithAFlow() throws IOException {
    Files.writeString(folder.resolve("TellsFlow.java"), FLOW);
    weir = new PackagedWeir(folder);
  }

  @Test
  void eachEventIsALineAndWordsForPeopleGoElsewhere() throws Exception {
    // When
    var ended = weir.run("run", "TellsFlow.java", "--json", "--n", "2", "--run-id-file", "id");
    // Then
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("Workflow starting", "in the body", "Done!");
    var events = events(ended.out());
    var run = Files.readString(folder.resolve("id"));
    assertThat(events).allMatch(event -> event.path("run").asText().equals(run));
    assertThat(events.getFirst().toString())
        .contains("\"event\":\"run-started\"", "TellsFlow", "\"place\":\"local\"", "{\"n\":2}");
    assertThat(events.getLast().path("event").asText()).isEqualTo("run-ended");
    assertThat(events.getLast().path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(events.getLast().path("seconds").asDouble()).isPositive();
    assertThat(of("task-started", events)).hasSize(6).isEqualTo(of("task-ended", events));
    assertThat(states("body", events))
        .containsExactlyInAnyOrder("SUCCEEDED", "FAILED", "SUCCEEDED");
    assertThat(events)
        .filteredOn(event -> event.path("state").asText().equals("FAILED"))
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.path("failure").path("message").asText()).contains("once");
              assertThat(failed.path("index").asInt()).isOne();
              assertThat(failed.path("attempt").asInt()).isZero();
            });
  }

  @Test
  void aFailedRunSaysWhyAndAResumedOneWhatItTookOver() throws Exception {
    // When
    var failed = weir.run("run", "TellsFlow.java", "--json", "--n", "3");
    // Then
    assertThat(failed.exitCode()).isOne();
    var last = events(failed.out()).getLast();
    assertThat(last.path("state").asText()).isEqualTo("FAILED");
    assertThat(last.path("failure").path("step").asText()).isEqualTo("end");
    assertThat(last.path("failure").path("failure").path("message").asText()).contains("three");
    // When
    var resumed = weir.run("resume", "--json", "TellsFlow.java");
    // Then
    var events = events(resumed.out());
    assertThat(events.getFirst().path("origin")).isEqualTo(last.path("run"));
    assertThat(events)
        .filteredOn(event -> event.path("step").asText().equals("join"))
        .singleElement()
        .satisfies(
            taken -> assertThat(taken.path("origin").path("run")).isEqualTo(last.path("run")));
    assertThat(states("end", events)).containsExactly("FAILED");
  }

  @Test
  void whatCanNotBeginSaysNothingToMachines() throws Exception {
    // When
    var refused = weir.run("run", "TellsFlow.java", "--json", "--n", "many");
    // Then
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE.code());
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("--n: 'many'");
  }

  private static List<JsonNode> events(String out) {
    return out.lines().map(RunJsonIT::json).toList();
  }

  private static JsonNode json(String line) {
    try {
      return Json.mapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  /** The attempts of events of that kind. */
  private static List<String> of(String kind, List<JsonNode> events) {
    return events.stream()
        .filter(event -> event.path("event").asText().equals(kind))
        .map(event -> event.path("task").asText() + "/" + event.path("attempt"))
        .sorted()
        .toList();
  }

  private static List<String> states(String step, List<JsonNode> events) {
    return events.stream()
        .filter(event -> event.path("step").asText().equals(step) && event.has("state"))
        .map(event -> event.path("state").asText())
        .toList();
  }
}
