package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.history.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signals to the command while a run goes on, and when it can't end. */
class SignalIT {
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      import java.util.concurrent.CountDownLatch;

      @OnExit(onError = "hang")
      public class WaitFlow extends FlowSpec {
        @Parameter boolean hang;

        @Step Next start() throws Exception {
          System.out.println("waiting " + ProcessHandle.current().pid());
          if (!hang) new CountDownLatch(1).await();
          if (hang) throw new IllegalStateException("so that the hook is called");
          return next(this::end);
        }
        @Step void end() {}

        static void hang(EndedRun run) throws Exception {
          if (!run.failure().contains("hook")) return;
          System.out.println("hanging " + ProcessHandle.current().pid());
          new CountDownLatch(1).await();
        }
      }
      """;

  /** A shell in the background ignores some signals, and all that it starts do. */
  private static final String LISTENING =
      "if env --default-signal=HUP true 2>/dev/null; then exec env --default-signal=HUP \"$@\"; fi;"
          + " exec \"$@\"";

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private PackagedWeir weir;

  @BeforeEach
  void aFolderWithAFlow() throws IOException {
    Files.writeString(folder.resolve("WaitFlow.java"), FLOW);
    weir = new PackagedWeir(folder);
  }

  @Test
  void aClosedTerminalCancelsTheRun() throws Exception {
    // Given
    var run = weir.startBy(LISTENING, "run", "WaitFlow.java");
    long task = pid(run, "waiting ");
    // When
    new ProcessBuilder("kill", "-HUP", Long.toString(run.process().pid())).start().waitFor();
    // Then
    var ended = run.await();
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(128 + 1);
    assertThat(ended.out()).contains("Workflow cancelled.", "To go on from there: weir resume");
    assertThat(isRunning(task)).isFalse();
    assertThat(weir.run("runs").out()).contains("CANCELLED");
  }

  @Test
  void aSecondSignalEndsWhatTheFirstOneWaitsFor() throws Exception {
    // Given
    var run = weir.start("run", "WaitFlow.java", "--hang", "true");
    long hook = pid(run, "hanging ");
    // When
    await()
        .atMost(LONG)
        .until(
            () -> {
              run.process().destroy();
              return !run.process().isAlive();
            });
    // Then
    var ended = run.await();
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(128 + 15);
    assertThat(ended.err()).contains("left at once");
    await().atMost(LONG).until(() -> !isRunning(hook));
    assertThat(weir.run("runs").out()).contains("FAILED").doesNotContain("process is gone");
  }

  @Test
  void anExitHookEndsWithTheCommandThatCalledIt() throws Exception {
    // Given
    var run = weir.start("run", "WaitFlow.java", "--hang", "true");
    long hook = pid(run, "hanging ");
    // When
    run.process().destroyForcibly();
    run.await();
    // Then
    await().atMost(LONG).until(() -> !isRunning(hook));
  }

  private static long pid(PackagedWeir.Started run, String after) {
    var out =
        await().atMost(Duration.ofSeconds(90)).until(run::outSoFar, text -> text.contains(after));
    return Long.parseLong(
        out.substring(out.indexOf(after) + after.length()).lines().findFirst().orElseThrow());
  }

  private static boolean isRunning(long pid) {
    return ProcessHandle.of(pid).filter(ProcessIdentity::isRunning).isPresent();
  }
}
