package dev.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.artifact.Codecs;
import dev.weir.artifact.WatchedBlobStore;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskOutcome.Succeeded;
import dev.weir.protocol.Transition;
import dev.weir.runtime.packaging.Graph;
import dev.weir.runtime.packaging.Packages;
import dev.weir.runtime.packaging.Tasks;
import dev.weir.runtime.wire.FromTask.Finished;
import flows.MergingFlow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergingTest {
  private static final Graph GRAPH =
      new Graph()
          .step("start", Kind.FOREACH, "body")
          .touching(List.of("how"), List.of("same", "large", "how"))
          .step("body", Kind.LINEAR, "join")
          .touching(List.of(), List.of("own"))
          .join("join", "start", "end")
          .touching(List.of("how", "own", "same"), List.of("own", "same"))
          .end();

  @TempDir Path cache;
  private final WatchedBlobStore store = new WatchedBlobStore();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "settle        | own,same,large | settled | s",
        "exclude       | same,large     |         | s",
        "include       | same           |         | s",
        "include twice | same,large     |         | s",
        "after         | same,large     |         | s and more",
      })
  void handsOnWhatTheInputsAgreeOn(String how, String names, String own, String same)
      throws Exception {
    // When
    var join = join(how);
    // Then
    assertThat(join.artifacts()).containsKeys(names.split(","));
    assertThat(join.artifacts().containsKey("large")).isEqualTo(names.contains("large"));
    assertThat(read(join, "own")).isEqualTo(own);
    assertThat(read(join, "same")).isEqualTo(same);
  }

  @Test
  void whatNobodyLooksAtIsNotFetched() throws Exception {
    // When
    var join = join("settle");
    // Then
    var large = join.artifacts().get("large").digest();
    assertThat(store.opened()).doesNotContain(large);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "all             | the inputs of this join differ in own: assign what shall go on before",
        "include missing | no input of this join has extra, nothing to merge",
      })
  void saysWhatItCannotMerge(String how, String message) {
    assertThatThrownBy(() -> join(how))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void constantsAreRecordedOnceWhereTheyAreValuesAndNotPrivate() throws Exception {
    // When
    var join = join("include");
    // Then
    assertThat(read(join, "MODEL")).isEqualTo("m1");
    assertThat(join.artifacts()).doesNotContainKeys("NONE", "SECRET");
  }

  private Finished join(String how) throws Exception {
    var parameter =
        new ParameterSpec("how", ParameterSpec.Kind.VALUE, "java.lang.String", null, false, null);
    var tasks = Tasks.of(Packages.put(MergingFlow.class, GRAPH, store, parameter));
    var start = (Succeeded) run(tasks.start(Map.of("how", how))).outcome();
    var foreach = (Transition.Foreach) start.transition();
    var left =
        List.of(
            (Succeeded) run(tasks.each("body", start.outputs(), foreach.items(), 0, 2)).outcome(),
            (Succeeded) run(tasks.each("body", start.outputs(), foreach.items(), 1, 2)).outcome());
    return run(tasks.after("join", left.get(0).outputs(), left.get(1).outputs()));
  }

  private Finished run(TaskAssignment task) throws Exception {
    try (var code = FlowCode.load(task, store, cache)) {
      return new TaskRun(task, store, code, _ -> {}).run();
    }
  }

  private Object read(Finished task, String name) throws Exception {
    return Codecs.decode(task.artifacts().get(name), String.class, store);
  }
}
