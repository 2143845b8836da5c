package dev.weir.gc;

import static dev.weir.gc.TestRuns.aRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.artifact.BlobStore;
import dev.weir.artifact.Codecs;
import dev.weir.artifact.Items;
import dev.weir.artifact.JsonBlobs;
import dev.weir.artifact.MemoryBlobStore;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.Frame;
import dev.weir.protocol.IncludedFile;
import dev.weir.protocol.Library;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.ParameterSpec.Kind;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.Snapshot;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.Transition;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All kinds of things that runs have, and that nothing else is needed to read them. */
class ReferencesTest {
  private static final BlobChunks WHOLE = (blob, chunk) -> chunk.accept(blob);

  private final MemoryBlobStore store = new MemoryBlobStore();
  private final Record record = new Record();

  @TempDir private Path folder;

  /** A record of runs in memory. */
  private static final class Record implements RunSource {
    private final List<RunRecord> runs = new ArrayList<>();
    private final List<AttemptRecord> attempts = new ArrayList<>();

    @Override
    public void runs(Consumer<RunRecord> each) {
      List.copyOf(runs).forEach(each);
    }

    @Override
    public void attempts(RunId run, Consumer<AttemptRecord> each) {
      attempts.stream().filter(attempt -> attempt.runId().equals(run)).forEach(each);
    }
  }

  /** Only Java reads it. */
  private static final class Model implements Serializable {
    private static final long serialVersionUID = 1;
    private final int[] weights = new int[5000];
  }

  /** What is left of the store when everything went that is not marked. */
  private BlobStore prune() throws IOException {
    var left = new MemoryBlobStore();
    var marking = new Marking(WHOLE);
    var found =
        new Findings() {
          @Override
          public void blob(Use use, Digest blob) throws IOException {
            marking.blob(use, blob);
            left.put(store.read(blob));
          }

          @Override
          public boolean enters(Class<?> kind, Digest blob) {
            return marking.enters(kind, blob);
          }

          @Override
          public void unreadable(Use use, Digest blob, Exception why) {
            throw new AssertionError(use.text(), why);
          }
        };
    for (var run : record.runs) {
      new References(store, found).of(run, record);
    }
    return left;
  }

  private Digest blob(String content) throws IOException {
    return store.put(content.getBytes(StandardCharsets.UTF_8));
  }

  private Digest code(List<ParameterSpec> parameters, Map<String, List<Library>> libraries)
      throws IOException {
    var graph = new FlowGraph("Films", null, List.of());
    return JsonBlobs.put(
        new CodePackage(graph, "Films", parameters, blob("jar"), null, Map.of(), libraries, "1"),
        store);
  }

  private void attempt(
      String run, String step, @Nullable Transition transition, Map<String, ArtifactRef> artifacts)
      throws IOException {
    var number = record.attempts.size();
    record.attempts.add(
        new AttemptRecord(
            new RunId(run),
            new TaskId(Integer.toString(number)),
            new TaskKey(step, List.of(new Frame("start", number, 100))),
            0,
            AttemptState.SUCCEEDED,
            "local",
            null,
            TestRuns.NOW,
            TestRuns.NOW,
            JsonBlobs.put(new Snapshot(artifacts), store),
            Map.of(), // as of a task of which only the snapshot tells
            transition,
            null,
            null));
  }

  @Test
  void everyArtifactOfAKeptRunCanBeReadFromWhatIsMarked() throws IOException {
    // Given
    var file = Files.writeString(folder.resolve("model.bin"), "x".repeat(9000));
    var values =
        Map.<String, Object>of(
            "small",
            7,
            "text",
            "ü".repeat(9000),
            "list",
            IntStream.range(0, 9000).boxed().toList(),
            "raw",
            new double[9000],
            "java",
            new Model(),
            "file",
            file);
    var refs = new TreeMap<String, ArtifactRef>();
    for (var value : values.entrySet()) {
      var type = value.getValue() instanceof Path ? Path.class : Object.class;
      refs.put(value.getKey(), Codecs.encode(value.getValue(), type, store));
    }
    var unused = blob("of no run");
    record.runs.add(aRun("1").code(code(List.of(), Map.of())).record());
    attempt("1", "start", null, refs);
    // When
    var left = prune();
    // Then
    for (var ref : refs.values()) {
      assertThat(Codecs.decode(ref, Object.class, left)).isNotNull();
    }
    assertThat(left.contains(unused)).isFalse();
  }

  @Test
  void everyItemOfAForeachStaysAndOfOneInsideAnother() throws IOException {
    // Given
    var outer = Items.write(List.of("b".repeat(5000)), store);
    var inner =
        Items.write(IntStream.range(0, 700).mapToObj(i -> i + "y".repeat(5000)).toList(), store);
    record.runs.add(aRun("1").code(code(List.of(), Map.of())).record());
    attempt("1", "start", new Transition.Foreach("inner", 1, outer.digest()), Map.of());
    attempt("1", "inner", new Transition.Foreach("leaf", 700, inner.digest()), Map.of());
    // When
    var left = prune();
    // Then
    assertThat(Items.read(outer.digest(), 0, String.class, left, loader()))
        .isEqualTo("b".repeat(5000));
    for (var i = 0; i < 700; i += 50) {
      assertThat(Items.read(inner.digest(), i, String.class, left, loader()))
          .isEqualTo(i + "y".repeat(5000));
    }
  }

  @Test
  void theCodeItsLibrariesAndIncludedFilesStay() throws IOException {
    // Given
    var library = blob("library");
    var byDefault = blob("default file");
    var given = blob("given file");
    var spec =
        new ParameterSpec(
            "data", Kind.FILE, "byte[]", null, false, new IncludedFile(byDefault, "d.csv"));
    var code = code(List.of(spec), Map.of("train", List.of(new Library("g:a:1", library))));
    record.runs.add(
        aRun("1")
            .code(code)
            .parameters(Map.of("data", Map.of("content", given.toString(), "name", "g.csv")))
            .record());
    // When
    var left = prune();
    // Then
    assertThat(List.of(code, blob("jar"), library, byDefault, given)).allMatch(left::contains);
  }

  @Test
  void theSameBytesCountAsWhateverTheyAreUsedFor() throws IOException {
    // Given: a task whose artifact's bytes happen to be a snapshot's
    var deep = Codecs.encode("z".repeat(9000), String.class, store);
    var snapshot = JsonBlobs.put(new Snapshot(Map.of("deep", deep)), store);
    var bytes = new ArtifactRef("raw", "byte[]", snapshot, null);
    record.runs.add(aRun("1").code(code(List.of(), Map.of())).record());
    attempt("1", "start", null, Map.of("copy", bytes));
    attempt("1", "next", null, Map.of("deep", deep));
    // When
    var left = prune();
    // Then
    assertThat(left.contains(deep.digest())).isTrue();
  }

  @Test
  void anEncodingThatNobodyKnowsStopsTheCollection() throws IOException {
    // Given
    record.runs.add(aRun("1").code(code(List.of(), Map.of())).record());
    var ref = new ArtifactRef("table-2", "t", blob("t"), null);
    attempt("1", "start", null, Map.of("t", ref));
    // When
    // Then
    assertThatThrownBy(this::prune)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1/start/0 artifact t")
        .hasMessageContaining("table-2")
        .hasMessageContaining("newer Weir");
  }

  private static ClassLoader loader() {
    return ReferencesTest.class.getClassLoader();
  }
}
