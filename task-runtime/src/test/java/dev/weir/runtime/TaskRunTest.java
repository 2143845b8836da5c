package dev.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.artifact.Codecs;
import dev.weir.artifact.JsonBlobs;
import dev.weir.artifact.WatchedBlobStore;
import dev.weir.client.Json;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.IncludedFile;
import dev.weir.protocol.ItemList;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskOutcome.Succeeded;
import dev.weir.protocol.Transition;
import dev.weir.runtime.packaging.Graph;
import dev.weir.runtime.packaging.Packages;
import dev.weir.runtime.packaging.Tasks;
import dev.weir.runtime.wire.FromTask.Finished;
import flows.CatalogueFlow;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRunTest {
  private static final Graph GRAPH =
      new Graph()
          .step("start", Kind.FOREACH, "body")
          .touching(List.of("limit", "data"), List.of("seen", "large", "inherited"))
          .step("body", Kind.LINEAR, "join")
          .touching(List.of("seen"), List.of("item"))
          .join("join", "start", "end")
          .touching(List.of("item"), List.of("seen"))
          .step("copy", Kind.LINEAR, "end")
          .touching(List.of("place"), List.of("untouched"))
          .end()
          .touching(List.of(), List.of("unstorable"));

  @TempDir Path cache;
  private final WatchedBlobStore store = new WatchedBlobStore();
  private final List<Failure> timedOut = new CopyOnWriteArrayList<>();
  private Tasks tasks;

  @BeforeEach
  void pack() throws IOException {
    tasks =
        Tasks.of(
            Packages.put(
                CatalogueFlow.class,
                GRAPH,
                store,
                parameter("limit", "int"),
                parameter("table", "java.util.Map"),
                file("data"),
                file("bytes")));
  }

  @Test
  void parametersDefaultsAndWhatTheStepWroteBecomeArtifacts() throws Exception {
    // Given
    var file = store.put("ä,b\n".repeat(3000).getBytes(StandardCharsets.UTF_8));
    // When
    var start =
        run(
            tasks.start(
                Map.of(
                    "limit",
                    7,
                    "table",
                    Map.of("a", List.of(1, 2)),
                    "data",
                    new IncludedFile(file, "data.csv"),
                    "bytes",
                    Map.of("content", file.toString(), "name", "data.csv"))));
    // Then
    assertThat(start.artifacts())
        .containsOnlyKeys(
            "limit",
            "table",
            "data",
            "bytes",
            "large",
            "seen",
            "untouched",
            "inherited",
            "fixed",
            "CONSTANT");
    assertThat(read(start, "limit", int.class)).isEqualTo(7);
    assertThat(read(start, "untouched", String.class)).isEqualTo("as it was");
    assertThat(read(start, "inherited", String.class)).isEqualTo("from the base");
    assertThat(read(start, "data", String.class)).isEqualTo("ä,b\n".repeat(3000));
    assertThat(read(start, "bytes", byte[].class)).isEqualTo(store.read(file));
    assertThat(start.artifacts().get("data").digest()).isEqualTo(file);
    assertThat((List<?>) read(start, "seen", List.class)).asString().contains("start 7", "ä,b");
  }

  @Test
  void aFilesTextIsReadByItsCharset() throws Exception {
    // Given
    var latin1 = store.put("Größe".getBytes(StandardCharsets.ISO_8859_1));
    pack(file("data", "java.lang.String", "ISO-8859-1"));
    // When
    var start = run(tasks.start(Map.of("data", new IncludedFile(latin1, "data.csv"))));
    // Then
    assertThat(read(start, "data", String.class)).isEqualTo("Größe");
  }

  @Test
  void aFileThatIsNotInItsCharsetIsNamed() throws Exception {
    // Given
    var latin1 = store.put("Größe".getBytes(StandardCharsets.ISO_8859_1));
    pack(file("data", "java.lang.String", "US-ASCII"));
    // Then
    var task = tasks.start(Map.of("data", new IncludedFile(latin1, "data.csv")));
    assertThatThrownBy(() -> run(task))
        .isInstanceOf(RefusedException.class)
        .hasMessageContainingAll("parameter data", "data.csv is not text in US-ASCII");
  }

  @Test
  void aFileOfAnySizeIsAPathToACopyThatGoesWithTheTask() throws Exception {
    // Given
    var content = store.put("large".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    pack(file("place", "java.nio.file.Path", null));
    store.opened().clear();
    // When
    var start = run(tasks.start(Map.of("place", new IncludedFile(content, "in/large.txt"))));
    var notRead = List.copyOf(store.opened());
    var end = run(tasks.after("copy", succeeded(start).outputs()));
    // Then
    assertThat(notRead).doesNotContain(content);
    assertThat((String) read(end, "untouched", String.class)).startsWith("50000 at ");
    var copy = Path.of(((String) read(end, "untouched", String.class)).substring(9));
    assertThat(copy).hasFileName("large.txt").doesNotExist();
    assertThat(end.artifacts().get("place")).isEqualTo(start.artifacts().get("place"));
  }

  @Test
  void aPathParameterIsTheNameAlone() throws Exception {
    // Given
    pack(parameter("place", "java.nio.file.Path"));
    // When
    var start = run(tasks.start(Map.of("place", "no/such/file")));
    // Then
    assertThat(read(start, "place", String.class)).isEqualTo("no/such/file");
    assertThatThrownBy(() -> run(tasks.after("copy", succeeded(start).outputs())))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage("no/such/file");
  }

  @Test
  void aDefaultThatAMethodGaveIsTheRunsOwn() throws Exception {
    // Given
    var spec = parameter("limit", "int");
    pack(
        new ParameterSpec(
            "limit", spec.kind(), "int", null, false, null, null, "usual", 42, null, null));
    // Then
    assertThat(read(run(tasks.start()), "limit", int.class)).isEqualTo(42);
    assertThat(read(run(tasks.start(Map.of("limit", 7))), "limit", int.class)).isEqualTo(7);
  }

  private void pack(ParameterSpec spec) throws IOException {
    tasks = Tasks.of(Packages.put(CatalogueFlow.class, GRAPH, store, spec));
  }

  private static ParameterSpec file(String name, String type, String encoding) {
    return new ParameterSpec(
        name, ParameterSpec.Kind.FILE, type, null, false, null, null, null, null, encoding, null);
  }

  @Test
  void aStepReadsOnlyWhatItNeedsAndPassesTheRestOnByReference() throws Exception {
    // Given
    var start = run(tasks.start());
    var foreach = (Transition.Foreach) succeeded(start).transition();
    store.opened().clear();
    // When
    var body =
        run(tasks.each("body", succeeded(start).outputs(), foreach.items(), 300, foreach.size()));
    // Then
    var large = start.artifacts().get("large");
    assertThat(body.artifacts().get("large")).isEqualTo(large);
    assertThat(body.artifacts().get("limit")).isEqualTo(start.artifacts().get("limit"));
    assertThat(body.artifacts().get("seen")).isNotEqualTo(start.artifacts().get("seen"));
    assertThat(store.opened()).doesNotContain(large.digest());
    var pages = JsonBlobs.get(foreach.items(), ItemList.class, store).pages();
    assertThat(store.opened()).contains(pages.get(1)).doesNotContain(pages.get(0), pages.get(2));
    assertThat(read(body, "item", String.class))
        .asString()
        .startsWith("item 300 at 300 in [ForeachFrame[step=start, index=300, size=600]");
  }

  @Test
  void aJoinSeesItsInputsInOrderAndTakesTheParametersFromTheFirst() throws Exception {
    // Given
    var start = run(tasks.start(Map.of("limit", 9)));
    var foreach = (Transition.Foreach) succeeded(start).transition();
    var outputs = new ArrayList<Digest>();
    for (int i = 0; i < 30; i++) {
      var task = tasks.each("body", succeeded(start).outputs(), foreach.items(), i, foreach.size());
      outputs.add(succeeded(run(task)).outputs());
    }
    // When
    var join = run(tasks.after("join", outputs.toArray(Digest[]::new)));
    // Then
    assertThat(join.artifacts())
        .containsOnlyKeys("limit", "table", "data", "bytes", "seen", "fixed", "CONSTANT");
    assertThat(read(join, "limit", int.class)).isEqualTo(9);
    assertThat((List<?>) read(join, "seen", List.class))
        .hasSize(30)
        .first()
        .asString()
        .startsWith("item 0 at 0");
    assertThat(succeeded(join).transition()).isEqualTo(new Transition.Next("end"));
  }

  @Test
  void aFieldThatCannotBeKeptIsNamedWithItsType() throws Exception {
    // Given
    var start = run(tasks.start());
    // Then
    assertThatThrownBy(() -> run(tasks.after("end", succeeded(start).outputs())))
        .isInstanceOf(RefusedException.class)
        .hasMessageContainingAll("field unstorable", "java.lang.Thread");
  }

  @Test
  void aParameterOfAnotherTypeIsNamedWithWhatWasGiven() {
    assertThatThrownBy(() -> run(tasks.start(Map.of("limit", "many"))))
        .isInstanceOf(RefusedException.class)
        .hasMessage("parameter limit: its value should be int, not \"many\"");
  }

  @Test
  void aLostBlobIsNotTheUsersFault() throws Exception {
    // Given
    var lost = Digest.of("never stored".getBytes(StandardCharsets.UTF_8));
    // Then
    assertThatThrownBy(() -> run(tasks.after("end", lost))).isInstanceOf(PlatformException.class);
  }

  private Finished run(TaskAssignment task) throws Exception {
    // As if it had come over the wire.
    var received = Json.read(Json.bytes(task), TaskAssignment.class);
    try (var code = FlowCode.load(received, store, cache)) {
      return new TaskRun(received, store, code, timedOut::add).run();
    }
  }

  private Object read(Finished task, String artifact, Type type) throws IOException {
    ArtifactRef ref = task.artifacts().get(artifact);
    return Codecs.decode(ref, type, store);
  }

  private static Succeeded succeeded(Finished task) {
    return (Succeeded) task.outcome();
  }

  private static ParameterSpec parameter(String name, String type) {
    return new ParameterSpec(name, ParameterSpec.Kind.VALUE, type, null, false, null);
  }

  private static ParameterSpec file(String name) {
    return new ParameterSpec(name, ParameterSpec.Kind.FILE, "java.lang.String", null, false, null);
  }
}
