package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.StepSettings;
import dev.weir.runtime.packaging.Graph;
import flows.TroubleFlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which a step can fail is told apart, and its last words are kept. */
class TroubleTest {
  @TempDir Path directory;
  private Launched launched;

  @BeforeEach
  void launch() throws IOException {
    launched = Launched.in(directory);
  }

  @AfterEach
  void close() {
    launched.close();
  }

  @Test
  void anExceptionIsTheUsersWithTheStackOfTheUsersCode() throws Exception {
    // When
    var failure = fail("exception");
    // Then
    assertThat(failure.kind()).isEqualTo(FailureKind.USER_ERROR);
    assertThat(failure.message()).isEqualTo("java.lang.IllegalStateException: no luck …");
    assertThat(failure.stackTrace())
        .contains("at flows.TroubleFlow.start(TroubleFlow.java:")
        .contains("Caused by: java.io.IOException: the disk")
        .contains("Caused by: flows.TroubleFlow$HostileException (whose toString throws")
        .doesNotContain("dev.weir")
        .doesNotContain("java.lang.reflect");
    assertThat(launched.printed()).containsExactly("before");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hostile exception | flows.TroubleFlow$HostileException (whose toString throws",
        "stack overflow    | java.lang.StackOverflowError",
        "error             | java.lang.AssertionError: wrong",
        "null              | java.lang.IllegalStateException: step start returned null",
      })
  void whateverIsThrownIsToldInOneLine(String how, String message) throws Exception {
    // When
    var failure = fail(how);
    // Then
    assertThat(failure.kind()).isEqualTo(FailureKind.USER_ERROR);
    assertThat(failure.message()).startsWith(message).doesNotContain("\n");
    assertThat(failure.stackTrace().lines()).hasSizeLessThan(300);
  }

  @ParameterizedTest
  @CsvSource({"exit, 7", "exit zero, 0", "exit while printing, 4"})
  void anExitNamesItsCodeAndItsPlace(String how, int code) throws Exception {
    // When
    var failure = fail(how);
    // Then
    assertThat(failure.kind()).isEqualTo(FailureKind.PROCESS_EXITED);
    assertThat(failure.message()).contains("System.exit(" + code + ")");
    assertThat(failure.stackTrace()).contains("flows.TroubleFlow");
    assertThat(launched.printed()).containsExactly("before");
  }

  @Test
  void exitCode202AsksForNoRetry() throws Exception {
    // When
    var failure = fail("exit for good");
    // Then
    assertThat(failure.kind()).isEqualTo(FailureKind.NO_RETRY);
    assertThat(failure.message()).contains("System.exit(202)");
  }

  @Test
  void aHaltNamesItsCode() throws Exception {
    // When
    var failure = fail("halt");
    // Then
    assertThat(failure.kind()).isEqualTo(FailureKind.PROCESS_EXITED);
    assertThat(failure.message()).contains("exit code 9");
  }

  @Test
  void aKillNamesTheSignalAndWhoMayHaveSentIt() throws Exception {
    // When
    var failure = fail("signal");
    // Then
    assertThat(failure.kind()).isEqualTo(FailureKind.PROCESS_EXITED);
    assertThat(failure.message()).contains("signal 9").contains("memory");
  }

  @Test
  void aCrashPointsAtTheReportOfTheJvm() throws Exception {
    // When
    var failure = fail("crash");
    // Then
    assertThat(failure.kind()).isEqualTo(FailureKind.PROCESS_EXITED);
    assertThat(failure.message()).contains("crashed: SIGSEGV").contains("hs_err_pid");
    try (var files = Files.list(Launched.WORK)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .anyMatch(name -> name.startsWith("hs_err_pid") && failure.message().endsWith(name));
    }
    assertThat(launched.printed())
        .anyMatch(line -> line.contains("A fatal error has been detected"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "memory elsewhere", "memory in an executor"})
  void runningOutOfMemoryNamesTheLimit(String how) throws Exception {
    // When
    var failure = fail(how);
    // Then
    assertThat(failure.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
    assertThat(failure.message()).contains("out of memory").containsPattern("heap of 4\\d MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleep", "stubborn"})
  void aStepThatTakesTooLongIsEndedWhetherItListensOrNot(String how) throws Exception {
    // Given
    var settings = StepSettings.NONE.withTimeout(Duration.ofMillis(200));
    var graph = new Graph().step("start", Kind.LINEAR, "end").with(settings).end();
    var tasks = launched.tasks(TroubleFlow.class, graph, "how");
    // When
    var report = launched.run(tasks.start(Map.of("how", how)));
    // Then
    var failure = Launched.failure(report);
    assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
    assertThat(failure.message()).isEqualTo("step start took longer than its @Timeout of 0.2s");
    assertThat(failure.stackTrace()).contains("at flows.TroubleFlow.start(TroubleFlow.java:");
    await().until(() -> ProcessHandle.of(report.pid()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"not at all", "interrupt", "close", "thread", "child"})
  void aStepThatIsOnlyRudeSucceedsAndSoDoesTheNext(String how) throws Exception {
    // Given
    var tasks = launched.tasks(TroubleFlow.class, Graph.startAndEnd(), "how");
    // When
    var first = launched.run(tasks.start(Map.of("how", how)));
    var second = launched.run(tasks.after("end", Launched.success(first).outputs()));
    // Then
    Launched.success(second);
    assertThat(launched.printed())
        .filteredOn(line -> !line.startsWith("grandchild"))
        .containsExactly("before", "after");
  }

  private Failure fail(String how) throws IOException, InterruptedException {
    var tasks = launched.tasks(TroubleFlow.class, Graph.startAndEnd(), "how");
    var report = launched.run(tasks.start(Map.of("how", how)));
    assertThat(launched.started).containsExactly(report.pid());
    return Launched.failure(report);
  }
}
