package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.RunState;
import dev.weir.runs.ExecutingRun;
import dev.weir.runs.NamespaceException;
import dev.weir.runs.Run;
import dev.weir.runs.Runner;
import dev.weir.runs.Step;
import dev.weir.runs.Task;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The objects of Java programs over what really ran: on this machine, and on a mesh. */
class ClientIT extends MeshSuite {
  /** As the flow's own record, whose class is not here. */
  record Row(int number, double root) {}

  private Runner runner(String place) {
    var runner =
        Runner.of(Weir.flow("Squares.java"))
            .weir(Weir.INSTALL.resolve("weir"))
            .folder(folder)
            .environment("JAVA_HOME", System.getProperty("java.home"))
            .environment("WEIR_NO_BUILD", "1");
    return place.equals("mesh") ? runner.onMesh() : runner;
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "mesh"})
  void whatRanIsThereAsObjects(String place) throws Exception {
    // Given
    String id;
    try (var done = runner(place).parameter("n", 8).tags("squares-" + place).run()) {
      assertThat(done.status()).as(done.stdout() + done.stderr()).isEqualTo(status(true));
      id = done.run().id();
    }
    try (var weir = dev.weir.runs.Weir.open(folder.resolve(".weir"))) {
      // When
      var run = weir.flow("Squares").runs("squares-" + place).newest().orElseThrow();
      // Then
      assertThat(run.id()).isEqualTo(id);
      assertThat(run.place()).isEqualTo(place);
      assertThat(run.systemTags()).contains("runtime:" + place);
      assertThat(run.parameters()).containsEntry("n", 8);
      assertThat(run.steps().stream().map(Step::name))
          .containsExactly("start", "body", "join", "end");
      assertThat(run.code().sources().values())
          .anySatisfy(source -> assertThat(new String(source)).contains("class Squares"));
      assertThat(weir.flows()).contains(run.flow());
      seeData(run);
      seeTasks(run);
      assertThat(run.addTags("seen").removeTags("squares-" + place).userTags())
          .containsExactly("seen");
      assertThat(weir.runs().tagged("seen").stream().map(Run::id)).contains(id);
      assertThat(weir.runs().inState(RunState.FAILED)).isEmpty();
      assertThatThrownBy(() -> weir.namespace("user:nobody").run(id))
          .isInstanceOf(NamespaceException.class);
    }
  }

  private static void seeData(Run run) {
    var data = run.data();
    assertThat(data.value("total", long.class)).isEqualTo(139L);
    assertThat(data.value("roots")).isInstanceOf(Map.class);
    assertThat(data.get("roots").map(double[].class).get("all")).hasSize(8).contains(2.0);
    assertThat(data.get("rows").list(Row.class)).containsExactly(new Row(4, 2.0));
    assertThat(data.get("rows").value()).isEqualTo(List.of(Map.of("number", 4, "root", 2.0)));
    assertThat(data.get("text").size()).isEqualTo(20_000);
    assertThat(data.value("text", String.class)).hasSize(20_000);
  }

  private static void seeTasks(Run run) {
    var start = run.step("start").task();
    assertThat(start.stdout()).isEqualTo("counting to 8\n");
    assertThat(start.stderr()).isEqualTo("a warning\n");
    var bodies = run.step("body").tasks().toList();
    assertThat(bodies.stream().map(task -> task.index().getAsInt()))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
    var caught = bodies.stream().filter(task -> !task.successful()).toList();
    assertThat(caught).singleElement().matches(Task::passed);
    assertThat(caught.getFirst().failure().orElseThrow().message()).contains("one is odd");
    assertThat(start.children()).containsExactlyInAnyOrderElementsOf(bodies);
    var join = run.step("join").task();
    assertThat(join.parents()).containsExactlyInAnyOrderElementsOf(bodies);
    assertThat(join.parents().stream().map(task -> task.index().getAsInt()))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(bodies.getFirst().parents()).containsExactly(start);
    assertThat(run.endTask().orElseThrow().parents()).containsExactly(join);
  }

  @Test
  void aMeshIsReadByItsUrlsAlone() throws Exception {
    // Given
    try (var done = runner("mesh").run();
        var weir = dev.weir.runs.Weir.mesh(mesh.url("metadata-svc"), mesh.url("artifact-store"))) {
      // When
      var run = weir.run(done.run().id());
      // Then
      assertThat(run.await().successful()).isTrue();
      assertThat(run.data().value("total", long.class)).isEqualTo(4L);
    }
  }

  @Test
  void machinesAreToldOfARunOnTheMesh() throws Exception {
    // When
    try (var done = runner("mesh").options("--json").run()) {
      // Then
      assertThat(done.outputLines())
          .hasSize(2)
          .allMatch(line -> line.contains("\"run\":\"" + done.runId().orElseThrow() + "\""))
          .anyMatch(line -> line.contains("\"event\":\"run-started\""))
          .anyMatch(line -> line.contains("\"state\":\"SUCCEEDED\""));
      assertThat(done.stderr()).contains("Workflow starting", "Done!");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "mesh"})
  void aRunIsThereWhileItGoesOnAndClosingItStopsIt(String place) throws Exception {
    // Given: it waits for a file that never comes
    Files.writeString(
        folder.resolve("Waits.java"),
        """
        import dev.weir.flow.*;
        public class Waits extends FlowSpec {
          @Step Next start() throws Exception {
            System.out.println("now waiting");
            new java.util.concurrent.CountDownLatch(1).await();
            return next(this::end);
          }
          @Step void end() {}
        }
        """);
    var waits =
        Runner.of(folder.resolve("Waits.java"))
            .weir(Weir.INSTALL.resolve("weir"))
            .folder(folder)
            .environment("JAVA_HOME", System.getProperty("java.home"))
            .environment("WEIR_NO_BUILD", "1");
    Run run;
    // When
    try (var going = (place.equals("mesh") ? waits.onMesh() : waits).start()) {
      run = going.run();
      assertThat(going.outputLines().anyMatch(line -> line.contains("now waiting"))).isTrue();
      assertThat(going.status()).isEqualTo(ExecutingRun.Status.RUNNING);
      assertThat(going.exitCode()).isEmpty();
      assertThat(run.refresh().finished()).isFalse();
    }
    // Then
    assertThat(run.await(LONG).state()).isEqualTo(RunState.CANCELLED);
  }

  private static ExecutingRun.Status status(boolean successful) {
    return successful ? ExecutingRun.Status.SUCCESSFUL : ExecutingRun.Status.FAILED;
  }
}
