package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Run;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskRecord;
import dev.weir.protocol.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of a mesh are killed while a run's tasks run; the run ends as if nothing had happened. */
class CrashIT extends MeshSuite {
  /** To ask how a mesh is takes a command. */
  private static final Duration AGAIN = Duration.ofMillis(500);

  private static final Map<String, Integer> TASKS =
      Map.of("start", 1, "body", 8, "join", 1, "end", 1);

  private Path gate;

  /** What waits for a lease to run out need not wait for half a minute. */
  @Override
  String[] settings() {
    return new String[] {"SCHEDULER_LEASE=PT10S", "SCHEDULER_SWEEP_INTERVAL=PT2S"};
  }

  @BeforeEach
  void closeTheGate() throws IOException {
    gate = Files.createTempDirectory(folder, "gate");
  }

  /** Also after a failure: tasks that wait would keep the worker's slots. */
  @AfterEach
  void openTheGate() throws IOException {
    if (Files.notExists(gate.resolve("go"))) {
      Files.createFile(gate.resolve("go"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker", "scheduler-svc", "metadata-svc", "artifact-store", "sqs"})
  void aRunOutlivesTheDeathOf(String part) throws IOException {
    // Given
    var run = submit();
    awaitBegun(1);
    long killed = mesh.pid(part);
    // When
    mesh.kill(part);
    await().atMost(LONG).pollInterval(AGAIN).until(() -> mesh.healthyWithout(killed));
    openTheGate();
    // Then
    assertThat(end(run).state()).isEqualTo(RunState.SUCCEEDED);
    assertSquares(run);
    assertEachStepInstanceSucceededOnce(run);
  }

  @Test
  void aRunOutlivesTheWholeMesh() throws IOException {
    // Given
    var run = submit();
    awaitBegun(1);
    // When
    mesh.close();
    mesh.up(settings());
    openTheGate();
    // Then
    assertThat(end(run).state()).isEqualTo(RunState.SUCCEEDED);
    assertSquares(run);
    assertEachStepInstanceSucceededOnce(run);
  }

  private RunId submit() {
    var scheduler = mesh.scheduler();
    var before = scheduler.list().stream().map(Run::id).toList();
    var command = new Object[] {"run", Weir.flow("Gated.java"), "--gate", gate, "--on", "mesh"};
    try {
      mesh.weir().start(gate.resolve("out"), gate.resolve("err"), command);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    var submitted =
        await()
            .atMost(LONG)
            .until(
                () ->
                    scheduler.list().stream()
                        .map(Run::id)
                        .filter(id -> !before.contains(id))
                        .toList(),
                ids -> !ids.isEmpty());
    return submitted.getFirst();
  }

  private void awaitBegun(int tasks) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              try (Stream<Path> files = Files.list(gate)) {
                assertThat(files.filter(file -> file.getFileName().toString().startsWith("began")))
                    .hasSizeGreaterThanOrEqualTo(tasks);
              }
            });
  }

  private Run end(RunId run) {
    var scheduler = mesh.scheduler();
    return await().atMost(LONG).until(() -> scheduler.get(run), found -> found.state().ended());
  }

  private void assertSquares(RunId run) {
    var dump = mesh.weir().run("dump", run + "/join", "--json");
    assertThat(dump.exitCode()).as(dump.all()).isZero();
    assertThat(dump.out().replaceAll("\\s", "")).contains("[0,1,4,9,16,25,36,49]");
  }

  /** In the record, once the scheduler has told it everything. */
  private void assertEachStepInstanceSucceededOnce(RunId run) {
    var metadata = mesh.metadata();
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(metadata.run(run).state()).isEqualTo(RunState.SUCCEEDED);
              for (var step : TASKS.entrySet()) {
                var tasks = metadata.tasks(run, step.getKey()).toList();
                assertThat(tasks).as(step.getKey()).hasSize(step.getValue());
                assertThat(tasks).extracting(TaskRecord::state).containsOnly(TaskState.SUCCEEDED);
                assertThat(successes(tasks).values()).containsOnly(1L);
              }
            });
  }

  private static Map<String, Long> successes(List<TaskRecord> tasks) {
    return tasks.stream()
        .collect(
            Collectors.toMap(
                task -> task.key().toString(),
                task ->
                    task.attempts().stream()
                        .filter(attempt -> attempt.state() == AttemptState.SUCCEEDED)
                        .count()));
  }
}
