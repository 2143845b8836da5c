package dev.weir.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Digest;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the promises of every record, once all is stored, and some of its own. */
class QueuedRecorderTest extends RunHistoryContract {
  private static final Instant NOW = Instant.parse("2026-11-21T11:00:00Z");
  private static final Digest DIGEST = Digest.of(new byte[] {1});

  @TempDir private Path folder;
  private LocalRecord record;
  private QueuedRecorder recorder;
  private long runs = 1_763_680_906_936_000L;

  @BeforeEach
  void open() {
    record = LocalRecord.open(folder.resolve("weir.db"));
    recorder = record.queuedRecorder();
  }

  @AfterEach
  void close() {
    recorder.close();
    record.close();
  }

  @Override
  RunHistory history() {
    recorder.close();
    recorder = record.queuedRecorder();
    return record.history();
  }

  @Override
  RunRecorder recorder() {
    return recorder;
  }

  @Override
  RunId nextRun() {
    return new RunId(Long.toString(++runs));
  }

  @Test
  void whatCameBeforeARunsEndIsStoredWithIt() {
    // Given
    var run = begun();
    for (int task = 1; task <= 300; task++) {
      recorder.store(attempt(run, task, AttemptState.RUNNING));
      recorder.store(chunk(run, task));
      recorder.store(attempt(run, task, AttemptState.SUCCEEDED));
    }
    // When
    recorder.store(run(run, RunState.SUCCEEDED));
    // Then
    var seen = record.history();
    assertThat(seen.run(run).orElseThrow().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(seen.tasks(run, "body"))
        .hasSize(300)
        .allMatch(task -> task.attempts().getLast().state() == AttemptState.SUCCEEDED)
        .extracting(TaskRecord::id)
        .startsWith(new TaskId("1"), new TaskId("2"), new TaskId("3"));
    assertThat(seen.logs(run, new TaskId("300"))).hasSize(1);
  }

  @Test
  void othersSeeARunningTaskBeforeItEnds() {
    // Given
    var run = begun();
    // When
    recorder.store(attempt(run, 1, AttemptState.RUNNING));
    // Then
    await()
        .untilAsserted(
            () ->
                assertThat(record.history().task(run, new TaskId("1")))
                    .hasValueSatisfying(
                        task ->
                            assertThat(task.attempts().getLast().state())
                                .isEqualTo(AttemptState.RUNNING)));
  }

  @Test
  void saysThatTheRecordCannotBeWritten() {
    // Given
    var run = begun();
    record.close();
    recorder.store(attempt(run, 1, AttemptState.RUNNING));
    // Then
    assertThatThrownBy(() -> recorder.store(run(run, RunState.SUCCEEDED)))
        .isInstanceOf(RecordException.class)
        .hasMessageContaining("weir.db");
    assertThatThrownBy(() -> recorder.store(chunk(run, 1))).isInstanceOf(RecordException.class);
  }

  private RunId begun() {
    var run = nextRun();
    assertThat(recorder.begin(run(run, RunState.RUNNING))).isTrue();
    return run;
  }

  private static RunRecord run(RunId id, RunState state) {
    return new RunRecord(
        id,
        new Project("default"),
        "ada",
        "Fan",
        DIGEST,
        Map.of(),
        List.of(),
        List.of(),
        state,
        NOW,
        state.ended() ? NOW : null);
  }

  private static AttemptRecord attempt(RunId run, int task, AttemptState state) {
    return new AttemptRecord(
        run,
        new TaskId(Integer.toString(task)),
        new TaskKey("body", List.of()),
        0,
        state,
        "local",
        42L,
        NOW,
        state == AttemptState.RUNNING ? null : NOW,
        state == AttemptState.SUCCEEDED ? DIGEST : null,
        Map.of(),
        null);
  }

  private static LogChunk chunk(RunId run, int task) {
    return new LogChunk(
        run,
        new TaskId(Integer.toString(task)),
        "body",
        0,
        0,
        List.of(new LogLine(NOW, LogLine.Stream.STDOUT, "line")));
  }
}
