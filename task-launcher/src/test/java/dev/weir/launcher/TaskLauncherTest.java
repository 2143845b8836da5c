package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.launcher.LauncherSettings.Reuse;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.TaskOutcome;
import dev.weir.runtime.packaging.Graph;
import dev.weir.runtime.packaging.Tasks;
import flows.ResidentFlow;
import flows.TalkativeFlow;
import flows.TroubleFlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskLauncherTest {
  @TempDir Path directory;
  private Launched launched;

  @AfterEach
  void close() {
    launched.close();
  }

  @Test
  void aWarmProcessRunsTheNextTaskOfTheSameCodeAndNothingStays() throws Exception {
    // Given
    launch(UnaryOperator.identity());
    var tasks = launched.tasks(ResidentFlow.class, Graph.startAndEnd(), "how");
    // When
    var start = launched.run(tasks.start());
    var end = launched.run(tasks.after("end", Launched.success(start).outputs()));
    // Then
    assertThat(end.pid()).isEqualTo(start.pid());
    assertThat(launched.printed()).containsExactly("0 null false end false false false");
  }

  @Test
  void otherCodeGetsAnotherProcess() throws Exception {
    // Given
    launch(UnaryOperator.identity());
    var one = launched.tasks(ResidentFlow.class, Graph.startAndEnd(), "how");
    var other = launched.tasks(TalkativeFlow.class, Graph.startAndEnd(), "how");
    // When
    var first = launched.run(one.start());
    var second = launched.run(other.start());
    // Then
    assertThat(second.pid()).isNotEqualTo(first.pid());
  }

  @Test
  void aProcessIsNotUsedAgainAfterItsTaskFailedOrLeftAThread() throws Exception {
    // Given
    launch(settings -> settings.withReuse(new Reuse(0, false, 100, Duration.ofMinutes(1))));
    var tasks = launched.tasks(TroubleFlow.class, Graph.startAndEnd(), "how");
    // When
    var failed = launched.run(tasks.start(Map.of("how", "exception")));
    var straggling = launched.run(tasks.start(Map.of("how", "thread")));
    var last = launched.run(tasks.start());
    // Then
    assertThat(List.of(failed.pid(), straggling.pid(), last.pid())).doesNotHaveDuplicates();
    await().until(() -> isGone(failed.pid()) && isGone(straggling.pid()));
  }

  @Test
  void whatAStepStartedAndLeftIsEnded() throws Exception {
    // Given
    launch(UnaryOperator.identity());
    var tasks = launched.tasks(TroubleFlow.class, Graph.startAndEnd(), "how");
    // When
    Launched.success(launched.run(tasks.start(Map.of("how", "child"))));
    // Then
    var grandchild = awaitGrandchild();
    await().until(() -> isGone(grandchild));
  }

  @Test
  void aProcessIsReplacedAfterItsShareOfTasks() throws Exception {
    // Given
    launch(settings -> settings.withReuse(Reuse.NONE));
    var tasks = launched.tasks(ResidentFlow.class, Graph.startAndEnd(), "how");
    // When
    var first = launched.run(tasks.start());
    var second = launched.run(tasks.start());
    // Then
    assertThat(second.pid()).isNotEqualTo(first.pid());
    await().until(() -> isGone(first.pid()) && isGone(second.pid()));
  }

  @Test
  void anIdleProcessIsEnded() throws Exception {
    // Given
    launch(settings -> settings.withReuse(new Reuse(0, false, 100, Duration.ofMillis(1))));
    var tasks = launched.tasks(ResidentFlow.class, Graph.startAndEnd(), "how");
    // When
    var report = launched.run(tasks.start());
    // Then
    await().until(() -> isGone(report.pid()));
  }

  @Test
  void cancellingEndsTheProcessAndAllThatItStarted() throws Exception {
    // Given
    launch(UnaryOperator.identity());
    var tasks = launched.tasks(TroubleFlow.class, Graph.startAndEnd(), "how");
    var cancellation = new Cancellation();
    var report =
        CompletableFuture.supplyAsync(
            () -> run(tasks, Map.of("how", "sleep"), cancellation), Thread::startVirtualThread);
    var grandchild = awaitGrandchild();
    // When
    cancellation.cancel("the run was cancelled");
    // Then
    assertThat(report.join().outcome()).isEqualTo(new TaskOutcome.Lost("the run was cancelled"));
    await().until(() -> isGone(report.join().pid()) && isGone(grandchild));
  }

  @Test
  void anInterruptEndsTheProcessAndAllThatItStarted() throws Exception {
    // Given
    launch(UnaryOperator.identity());
    var tasks = launched.tasks(TroubleFlow.class, Graph.startAndEnd(), "how");
    var thrown = new AtomicReference<Throwable>();
    var ended = new CountDownLatch(1);
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    launched.run(tasks.start(Map.of("how", "sleep")));
                  } catch (Throwable e) {
                    thrown.set(e);
                  }
                  ended.countDown();
                });
    var grandchild = awaitGrandchild();
    // When
    thread.interrupt();
    ended.await();
    // Then
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(isGone(launched.started.getFirst())).isTrue();
    await().until(() -> isGone(grandchild));
  }

  @Test
  void closingEndsAllProcesses() throws Exception {
    // Given
    launch(UnaryOperator.identity());
    var tasks = launched.tasks(TroubleFlow.class, Graph.startAndEnd(), "how");
    var report =
        CompletableFuture.supplyAsync(
            () -> run(tasks, Map.of("how", "sleep"), new Cancellation()),
            Thread::startVirtualThread);
    awaitGrandchild();
    // When
    launched.close();
    // Then
    assertThat(report.join().outcome()).isEqualTo(new TaskOutcome.Lost("the launcher was closed"));
    assertThat(isGone(launched.started.getFirst())).isTrue();
    assertThat(launched.run(tasks.start()).outcome())
        .isEqualTo(new TaskOutcome.Lost("the launcher was closed"));
  }

  @Test
  void aProcessThatDiedWhileIdleCostsNothing() throws Exception {
    // Given
    launch(UnaryOperator.identity());
    var tasks = launched.tasks(ResidentFlow.class, Graph.startAndEnd(), "how");
    var first = launched.run(tasks.start());
    // When
    ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
    var second = launched.run(tasks.start());
    // Then
    Launched.success(second);
  }

  @Test
  void aJvmThatDoesNotStartIsThePlatformsFault() throws Exception {
    // Given
    launch(settings -> settings.withJvmFlags(List.of("-XX:NoSuchFlag")));
    var tasks = launched.tasks(ResidentFlow.class, Graph.startAndEnd(), "how");
    // When
    var failure = Launched.failure(launched.run(tasks.start()));
    // Then
    assertThat(failure.kind()).isEqualTo(FailureKind.PLATFORM);
    assertThat(failure.message()).contains("NoSuchFlag");
  }

  @Test
  void codeThatIsNotInTheStoreIsThePlatformsFault() throws Exception {
    // Given
    launch(UnaryOperator.identity());
    var tasks = Tasks.of(dev.weir.protocol.Digest.of(new byte[1]));
    // When
    var failure = Launched.failure(launched.run(tasks.start()));
    // Then
    assertThat(failure.kind()).isEqualTo(FailureKind.PLATFORM);
    assertThat(failure.message()).contains("code package").doesNotContain("\n");
  }

  @Test
  void aDirectoryWithoutJarsIsRefusedAtOnce() throws Exception {
    // Given
    launch(UnaryOperator.identity());
    var settings =
        LauncherSettings.of(Files.createDirectory(directory.resolve("lib")), directory, 1);
    // Then
    assertThatThrownBy(() -> new TaskLauncher(settings, task -> null))
        .hasMessageContaining("no task-runtime jar");
  }

  private void launch(UnaryOperator<LauncherSettings> change) throws IOException {
    launched = new Launched(directory, change);
  }

  private TaskReport run(Tasks tasks, Map<String, Object> parameters, Cancellation cancellation) {
    try {
      return launched.run(tasks.start(parameters), cancellation);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long awaitGrandchild() {
    var prefix = "grandchild ";
    var line =
        await()
            .until(
                () ->
                    launched.printed().stream().filter(text -> text.startsWith(prefix)).findFirst(),
                Optional::isPresent);
    return Long.parseLong(line.orElseThrow().substring(prefix.length()));
  }

  private static boolean isGone(long pid) {
    return ProcessHandle.of(pid).filter(Processes::isRunning).isEmpty();
  }
}
