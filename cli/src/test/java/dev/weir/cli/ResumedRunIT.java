package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a resumed run knows, takes from the run it resumes, and leaves alone. */
class ResumedRunIT {
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      import java.nio.file.*;
      import java.util.*;

      @OnExit(onSuccess = "bye", onError = "bye")
      public class AgainFlow extends FlowSpec {
        @Parameter int factor = 1;
        @Config("plus.json") Map<String, Integer> plus;
        int sum;

        @Step Next start() {
          sum = factor;
          return next(this::work);
        }
        @Step Next work() {
          if (Files.exists(Path.of("fail"))) throw new IllegalStateException("no");
          sum += plus.get("n");
          return next(this::end);
        }
        @Step void end() {
          System.out.println("sum " + sum + " plus " + plus.get("n") + " origin "
              + current().originRunId().orElse("none") + " of " + current().username());
        }
        static void bye() { System.out.println("bye"); }
      }
      """;

  @TempDir private Path folder;
  private PackagedWeir ada;
  private PackagedWeir bob;

  @BeforeEach
  void aFlowOfAda() throws IOException {
    Files.writeString(folder.resolve("AgainFlow.java"), FLOW);
    Files.writeString(folder.resolve("plus.json"), "{\"n\": 10}");
    ada = new PackagedWeir(folder).with("WEIR_USER", "ada");
    bob = new PackagedWeir(folder).with("WEIR_USER", "bob");
  }

  @Test
  void itsTasksKnowTheOriginAndItsConfigsAndParametersAreThose() throws Exception {
    // Given
    var origin = failedRun("--factor", "2");
    Files.writeString(folder.resolve("plus.json"), "{\"n\": 500}");
    // When
    var resumed = ada.with("WEIR_RUN_FACTOR", "9").run("resume", "AgainFlow.java");
    // Then
    assertThat(resumed.out()).contains("sum 12 plus 10 origin " + origin + " of ada");
    // When: all of it again
    var again = ada.run("resume", "start", "AgainFlow.java");
    // Then
    assertThat(again.out()).contains("sum 12 plus 10 origin ");
  }

  @Test
  void neitherParametersNorConfigsCanBeGiven() throws Exception {
    // Given
    failedRun();
    // Then
    for (var option : new String[] {"--factor", "--config-value"}) {
      var refused = ada.run("resume", "AgainFlow.java", option, "7");
      assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE.code());
      assertThat(refused.err())
          .contains("no option " + option, "the parameters and configs of the run it resumes");
    }
  }

  @Test
  void somebodyElsesRunGoesOnFromItsCodePackage() throws Exception {
    // Given
    var origin = failedRun();
    Files.delete(folder.resolve("AgainFlow.java"));
    Files.delete(folder.resolve("plus.json"));
    // When
    var unnamed = bob.run("resume");
    var named = bob.run("resume", "--origin-run-id", origin);
    var everybodys = bob.run("resume", "--namespace", "", "--run-id-file", "id");
    // Then
    assertThat(unnamed.exitCode()).isEqualTo(ExitCode.USAGE.code());
    assertThat(unnamed.err()).contains("no run with the tag user:bob", "--namespace ''");
    assertThat(named.out()).contains("sum 11 plus 10 origin " + origin + " of bob");
    assertThat(everybodys.exitCode()).as(everybodys.err()).isZero();
    assertThat(bob.run("runs", "--user", "bob").out()).contains(id());
  }

  @Test
  void aRunCanBeClonedWithoutRunningAnything() throws Exception {
    // Given
    var origin = failedRun();
    // When
    var cloned = ada.run("resume", "--clone-only", "AgainFlow.java", "--run-id-file", "id");
    // Then
    var clone = id();
    assertThat(cloned.exitCode()).as(cloned.err()).isZero();
    assertThat(cloned.out())
        .contains("Cloning results of a previously run task " + origin + "/start")
        .contains("Cloned what succeeded; nothing ran.", "--origin-run-id " + clone)
        .doesNotContain("Task is starting", "bye");
    assertThat(ada.run("dump", clone + "/work").exitCode()).isEqualTo(ExitCode.USAGE.code());
    // When
    var resumed = ada.run("resume", "AgainFlow.java");
    // Then
    assertThat(resumed.out()).contains("sum 11 plus 10 origin " + clone, "bye");
  }

  @Test
  void aCloneOfWhatSucceededHasSucceeded() throws Exception {
    // Given
    assertThat(ada.run("run", "AgainFlow.java").exitCode()).isZero();
    // When
    var cloned = ada.run("resume", "--clone-only");
    // Then
    assertThat(cloned.exitCode()).isZero();
    assertThat(cloned.out()).contains("Done!").doesNotContain("Task is starting", "bye");
    var newest = Json.mapper().readTree(ada.run("runs", "--json").out()).get(0);
    assertThat(newest.at("/run/state").textValue()).isEqualTo("SUCCEEDED");
  }

  private String failedRun(String... options) throws Exception {
    Files.createFile(folder.resolve("fail"));
    var words = new String[options.length + 4];
    System.arraycopy(options, 0, words, 4, options.length);
    System.arraycopy(new String[] {"run", "AgainFlow.java", "--run-id-file", "id"}, 0, words, 0, 4);
    var run = ada.run(words);
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
    Files.delete(folder.resolve("fail"));
    return id();
  }

  private String id() throws IOException {
    return Files.readString(folder.resolve("id"));
  }
}
