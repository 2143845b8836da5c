package dev.weir.metadata;

import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.Frame;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.Project;
import dev.weir.protocol.Provenance;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Records to store; each run is another one, so that tests don't meet. */
public final class Records {
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final AtomicLong RUNS = new AtomicLong(System.nanoTime());

  private Records() {}

  public static RunRecord aRun() {
    return new RunRecord(
        new RunId("w" + RUNS.incrementAndGet()),
        new Project("default"),
        null,
        "GenreStatsFlow",
        digest("package"),
        Map.of("maxGenres", 7, "title", "Ünïcode \u0000"),
        List.of("nightly"),
        List.of("user:ada"),
        RunState.RUNNING,
        NOON,
        null,
        null,
        new Provenance("https://example.org/films.git", "Ünïcode \u0000", "0a1b2c3", true));
  }

  public static RunRecord inProject(RunRecord run, String project, String flow) {
    return new RunRecord(
        run.id(),
        new Project(project),
        null,
        flow,
        run.codePackage(),
        run.parameters(),
        run.tags(),
        run.systemTags(),
        run.state(),
        run.createdAt(),
        null);
  }

  public static RunRecord tagged(RunRecord run, String... tags) {
    return new RunRecord(
        run.id(),
        run.project(),
        null,
        run.flow(),
        run.codePackage(),
        run.parameters(),
        List.of(tags),
        run.systemTags(),
        run.state(),
        run.createdAt(),
        null);
  }

  public static RunRecord ended(RunRecord run, RunState state) {
    return new RunRecord(
        run.id(),
        run.project(),
        null,
        run.flow(),
        run.codePackage(),
        run.parameters(),
        run.tags(),
        run.systemTags(),
        state,
        run.createdAt(),
        NOON.plusSeconds(60));
  }

  public static TaskKey key(String step, int... indexes) {
    return new TaskKey(
        step,
        Arrays.stream(indexes).mapToObj(index -> new Frame("start", index, 100_000)).toList());
  }

  public static AttemptRecord running(RunRecord run, String task, TaskKey key, int attempt) {
    return new AttemptRecord(
        run.id(),
        new TaskId(task),
        key,
        attempt,
        AttemptState.RUNNING,
        "worker-" + attempt,
        null,
        NOON.plusSeconds(attempt),
        null,
        null,
        Map.of(),
        null);
  }

  public static AttemptRecord succeeded(AttemptRecord running, int artifacts) {
    var outputs =
        IntStream.range(0, artifacts)
            .boxed()
            .collect(Collectors.toMap(i -> "artifact" + i, i -> artifact("value " + i)));
    return new AttemptRecord(
        running.runId(),
        running.taskId(),
        running.key(),
        running.attempt(),
        AttemptState.SUCCEEDED,
        running.worker(),
        4711L,
        running.startedAt(),
        NOON.plusSeconds(30),
        digest("outputs"),
        outputs,
        null);
  }

  public static AttemptRecord failed(AttemptRecord running) {
    return new AttemptRecord(
        running.runId(),
        running.taskId(),
        running.key(),
        running.attempt(),
        AttemptState.FAILED,
        running.worker(),
        4711L,
        running.startedAt(),
        NOON.plusSeconds(30),
        null,
        Map.of(),
        new Failure(FailureKind.USER_ERROR, "no such genre\u0000", "at Flow.java:3"));
  }

  public static AttemptRecord lost(AttemptRecord running) {
    return new AttemptRecord(
        running.runId(),
        running.taskId(),
        running.key(),
        running.attempt(),
        AttemptState.LOST,
        running.worker(),
        null,
        running.startedAt(),
        NOON.plusSeconds(40),
        null,
        Map.of(),
        null);
  }

  public static LogChunk chunk(RunRecord run, String task, int sequence) {
    return new LogChunk(
        run.id(),
        new TaskId(task),
        "start",
        0,
        sequence,
        List.of(new LogLine(NOON, LogLine.Stream.STDOUT, "line " + sequence + " \u0000 ✓")));
  }

  public static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ArtifactRef artifact(String value) {
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    return new ArtifactRef(
        "text", "java.lang.String", Digest.of(bytes), Base64.getEncoder().encodeToString(bytes));
  }
}
