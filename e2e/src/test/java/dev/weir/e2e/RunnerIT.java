package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.history.RecordException;
import dev.weir.runs.ExecutingRun.Status;
import dev.weir.runs.Runner;
import dev.weir.runs.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that a Java program starts, on this machine. */
class RunnerIT {
  @TempDir private Path folder;
  private Runner runner;

  @BeforeEach
  void aFlow() throws Exception {
    Files.writeString(
        folder.resolve("Adds.java"),
        """
        import dev.weir.flow.*;
        import java.util.*;
        public class Adds extends FlowSpec {
          @Parameter List<Integer> numbers = List.of();
          @Parameter String name = "nobody";
          int sum;
          int doubled;
          @Step Next start() { sum = numbers.stream().mapToInt(n -> n).sum(); return next(this::check); }
          @Step Next check() {
            if (!java.nio.file.Files.exists(java.nio.file.Path.of("FINE"))) throw new IllegalStateException("not fine");
            doubled = 2 * sum;
            System.out.println(name + " has " + sum);
            return next(this::end);
          }
          @Step void end() {}
        }
        """
            .replace("FINE", folder.resolve("fine").toString()));
    runner =
        Runner.of(Path.of("Adds.java"))
            .weir(Weir.INSTALL.resolve("weir"))
            .folder(folder)
            .environment("JAVA_HOME", System.getProperty("java.home"))
            .environment("WEIR_NO_BUILD", "1");
  }

  @Test
  void aRunFailsIsMendedResumedAndSpun() throws Exception {
    // When
    String failedId;
    try (var failed = runner.parameter("numbers", List.of(1, 2)).parameter("name", "a b").run()) {
      // Then
      assertThat(failed.status()).isEqualTo(Status.FAILED);
      assertThat(failed.exitCode()).hasValue(1);
      assertThat(failed.stdout()).contains("not fine");
      var task = failed.run().failedTask().orElseThrow();
      assertThat(task.stepName()).isEqualTo("check");
      assertThat(task.failure().orElseThrow().message()).contains("not fine");
      failedId = failed.run().id();
    }
    // When
    mend();
    try (var resumed = runner.resume()) {
      // Then
      assertThat(resumed.status()).as(resumed.stdout()).isEqualTo(Status.SUCCESSFUL);
      var run = resumed.run();
      assertThat(run.originId()).contains(failedId);
      assertThat(run.data().value("sum", int.class)).isEqualTo(3);
      assertThat(run.step("start").task().originPathspec()).isPresent();
      assertThat(run.step("check").tasks().map(Task::stdout)).containsExactly("a b has 3\n");
      // When
      var check = run.step("check").task().pathspec();
      var spun = runner.spin(check);
      Files.delete(folder.resolve("fine"));
      var failing = runner.spin(check);
      // Then
      assertThat(spun.successful()).as(spun.stderr()).isTrue();
      assertThat(spun.value("doubled")).isEqualTo(6);
      assertThat(failing.exitCode()).isOne();
      assertThat(failing.json()).contains("not fine");
    }
  }

  private void mend() throws IOException {
    Files.createFile(folder.resolve("fine"));
  }

  @Test
  void severalRunAtOnceAndSayWhenTheyEnd() throws Exception {
    // Given
    mend();
    try (var first = runner.parameter("name", "first").start();
        var second = runner.environment("WEIR_RUN_NAME", "second").start()) {
      // When
      int codes =
          first.onExit().thenCombine(second.onExit(), Integer::sum).get(2, TimeUnit.MINUTES);
      // Then
      assertThat(codes).isZero();
      assertThat(first.run()).isNotEqualTo(second.run());
      assertThat(second.outputLines()).anyMatch(line -> line.endsWith("second has 0"));
    }
  }

  @Test
  void whatCanNotBeginSaysWhy() throws Exception {
    try (var refused = runner.parameter("numbers", "seven").run()) {
      assertThat(refused.exitCode()).hasValue(2);
      assertThatThrownBy(refused::run)
          .isInstanceOf(RecordException.class)
          .hasMessageContainingAll("exit code 2", "--numbers", "seven");
    }
    assertThatThrownBy(() -> Runner.of(folder.resolve("None.java")).start())
        .isInstanceOf(RecordException.class)
        .hasMessageContaining("None.java");
    assertThatThrownBy(() -> runner.weir(folder.resolve("no-weir")).start())
        .isInstanceOf(RecordException.class)
        .hasMessageContaining("no-weir");
  }
}
