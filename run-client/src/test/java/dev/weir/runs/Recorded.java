package dev.weir.runs;

import dev.weir.artifact.Codecs;
import dev.weir.artifact.LocalBlobStore;
import dev.weir.client.Json;
import dev.weir.history.LocalRecord;
import dev.weir.history.StateDirectory;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.Frame;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskOrigin;
import dev.weir.protocol.Transition;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A state directory with runs of a flow that fans out, as the command leaves it. */
final class Recorded implements AutoCloseable {
  static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");
  private static final Digest ITEMS = Digest.of(new byte[] {1});

  private final LocalRecord record;
  private final LocalBlobStore store;
  private final Digest code;
  private long ids = 1_763_680_906_936_000L;

  Recorded(Path folder) throws IOException {
    var state = new StateDirectory(folder).create();
    record = LocalRecord.open(state.database());
    store = new LocalBlobStore(state.blobs());
    code = store.put(Json.bytes(flow()));
  }

  private static CodePackage flow() {
    return new CodePackage(
        new FlowGraph(
            "Fan",
            null,
            List.of(
                step("start", Kind.FOREACH, null, "body"),
                step("body", Kind.LINEAR, null, "join"),
                step("join", Kind.LINEAR, "start", "end"),
                step("end", Kind.END, null))),
        "Fan",
        List.of(parameter("given"), parameter("byDefault").withDefaultValue(7), parameter("field")),
        ITEMS,
        "0.1");
  }

  private static ParameterSpec parameter(String name) {
    return new ParameterSpec(name, ParameterSpec.Kind.VALUE, "int", null, false, null);
  }

  private static StepNode step(String name, Kind kind, @Nullable String joins, String... next) {
    return new StepNode(
        name, kind, List.of(next), joins != null, joins, null, null, List.of(), 1, null);
  }

  /** A run that begins one second after the one before. */
  RunId begin(String owner, String flow, RunState state, String... tags) {
    var id = new RunId(Long.toString(++ids));
    var at = BEGIN.plusSeconds(ids % 1000);
    record
        .recorder()
        .store(
            new RunRecord(
                id,
                new Project("default"),
                owner,
                flow,
                code,
                Map.of("given", 3),
                List.of(tags),
                List.of("user:" + owner),
                state,
                at,
                state.ended() ? at.plusSeconds(1) : null));
    return id;
  }

  void end(RunId run, RunState state) {
    var begun = record.history().run(run).orElseThrow();
    record.recorder().store(begun.ended(state, BEGIN.plusSeconds(2000)));
  }

  /** Start, so many bodies, the join and the end. */
  void runWhole(RunId run, int width) throws IOException {
    succeed(
        run,
        "1",
        new TaskKey("start", List.of()),
        new Transition.Foreach("body", width, ITEMS),
        Map.of("field", artifact(5, int.class)));
    for (int i = 0; i < width; i++) {
      succeed(
          run,
          "b" + i,
          body(i, width),
          new Transition.Next("join"),
          Map.of("square", artifact(i * i, int.class)));
    }
    succeed(run, "8", new TaskKey("join", List.of()), new Transition.Next("end"), Map.of());
    var words = IntStream.range(0, 3).mapToObj(i -> "word" + i).toList();
    succeed(
        run,
        "9",
        new TaskKey("end", List.of()),
        new Transition.End(),
        Map.of("words", artifact(words, List.class), "total", artifact(42L, long.class)));
  }

  static TaskKey body(int index, int width) {
    return new TaskKey("body", List.of(new Frame("start", index, width)));
  }

  ArtifactRef artifact(Object value, Type type) throws IOException {
    return Codecs.encode(value, type, store);
  }

  void succeed(
      RunId run, String task, TaskKey key, Transition next, Map<String, ArtifactRef> artifacts) {
    record
        .recorder()
        .store(attempt(run, task, key, 0, AttemptState.SUCCEEDED, next, artifacts, null, null));
  }

  void attempt(RunId run, String task, TaskKey key, int number, @Nullable Failure failure) {
    var state = failure == null ? AttemptState.RUNNING : AttemptState.FAILED;
    record.recorder().store(attempt(run, task, key, number, state, null, Map.of(), failure, null));
  }

  /** A success that {@code @Catch} made of a failure. */
  void catchFailure(RunId run, String task, TaskKey key, Failure failure) {
    var next = new Transition.Next("join");
    record
        .recorder()
        .store(attempt(run, task, key, 0, AttemptState.SUCCEEDED, next, Map.of(), failure, null));
  }

  void takeOver(RunId run, String task, TaskKey key, TaskOrigin origin) {
    var next = new Transition.Next("join");
    record
        .recorder()
        .store(attempt(run, task, key, 0, AttemptState.SUCCEEDED, next, Map.of(), null, origin));
  }

  void log(RunId run, String task, int attempt, LogLine.Stream stream, String... lines) {
    var logged =
        IntStream.range(0, lines.length)
            .mapToObj(i -> new LogLine(BEGIN.plusSeconds(i), stream, lines[i]))
            .toList();
    record
        .recorder()
        .store(new LogChunk(run, new TaskId(task), "start", attempt, stream.ordinal(), logged));
  }

  private static AttemptRecord attempt(
      RunId run,
      String task,
      TaskKey key,
      int number,
      AttemptState state,
      @Nullable Transition next,
      Map<String, ArtifactRef> artifacts,
      @Nullable Failure failure,
      @Nullable TaskOrigin origin) {
    return new AttemptRecord(
        run,
        new TaskId(task),
        key,
        number,
        state,
        "local",
        42L,
        BEGIN,
        state == AttemptState.RUNNING ? null : BEGIN.plusSeconds(1),
        state == AttemptState.SUCCEEDED ? ITEMS : null,
        new TreeMap<>(artifacts),
        next,
        failure,
        origin);
  }

  @Override
  public void close() {
    record.close();
  }
}
