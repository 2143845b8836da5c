package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.FlowGraph.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a flow begins and ends: by annotation, by name, or because there is one step only. */
class StartAndEndTest {

  @Test
  void annotatedStepsAreStartAndEndWhateverTheirNames() {
    // When
    var flow =
        Flows.compile(
            flow(
                """
                String word = "initial";
                @Step(end = true) void report() { System.out.println(word); }
                @Step Next work() { return next(this::report); }
                @Step(start = true) Next load() { return next(this::work); }
                """));
    // Then
    var graph = flow.graph();
    assertThat(graph.steps()).extracting("name").containsExactly("load", "work", "report");
    assertThat(graph.start().name()).isEqualTo("load");
    assertThat(graph.end().name()).isEqualTo("report");
    assertThat(graph.end().kind()).isEqualTo(Kind.END);
    assertThat(graph.start().writes()).as("stored where the flow begins").contains("word");
    assertThat(GraphText.of(flow)).contains("Step load (start)\n", "Step report (end)\n");
  }

  @Test
  void annotationAndNameMayBeMixedAndAgree() {
    // When
    var graph =
        Flows.compile(
                flow(
                    "@Step(start = true) Next start() { return next(this::done); }\n"
                        + "@Step(end = true) void done() {}\n"))
            .graph();
    // Then
    assertThat(graph.start().name()).isEqualTo("start");
    assertThat(graph.end().name()).isEqualTo("done");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Step void only() { n++; }",
        "@Step(start = true) void only() { n++; }",
        "@Step(end = true) void only() { n++; }",
        "@Step(start = true, end = true) void only() { n++; }",
        "@Step void start() { n++; }",
        "@Step void end() { n++; }"
      })
  void theOnlyStepIsStartAndEnd(String step) {
    // When
    var flow = Flows.compile(flow("int n = 4;\n" + step));
    // Then
    var graph = flow.graph();
    assertThat(graph.steps()).hasSize(1);
    assertThat(graph.start()).isSameAs(graph.end());
    assertThat(graph.start().kind()).isEqualTo(Kind.END);
    assertThat(graph.start().writes()).containsExactly("n");
    assertThat(GraphText.of(flow)).contains("(start and end)\n");
  }

  @Test
  void theOnlyStepMayNotGoOn() {
    assertThat(Flows.problems(flow("@Step Next only() { return next(this::only); }")))
        .containsExactly("2: the flow has no step named end");
  }

  @Test
  void theOnlyStepTakesNoInputs() {
    assertThat(Flows.problems(flow("@Step void only(Inputs<F> in) {}")))
        .contains("3: step only has a signature that no step has");
  }

  @Test
  void aVoidStepThatIsNotTheEndIsToldHowToBecomeIt() {
    // When
    var hints =
        Flows.hints(
            flow("@Step Next start() { return next(this::done); }\n@Step void done() {}\n"));
    // Then
    assertThat(hints).anyMatch(hint -> hint.contains("`@Step(end = true) void done()`"));
  }

  @Test
  void ofSourcesThatDoNotCompileOnlyStepsThatCanBeNoneAreRefused() {
    assertThat(
            Flows.problems(
                flow("@Step(end = true) void done() { int n = \"\"; }\n@Step void x() {}\n")))
        .as("what javac says may follow from it")
        .containsExactly("4: step x has a signature that no step has");
    assertThat(Flows.problems(flow("@Step void only() { int n = \"\"; }")))
        .containsExactly("3: incompatible types: java.lang.String cannot be converted to int");
  }

  @Test
  void annotationsOfStartAndEndAreInheritedAndOverridden(@TempDir Path folder) throws IOException {
    // Given
    Flows.write(
        folder,
        "Base.java",
        """
        import dev.weir.flow.*;
        public abstract class Base extends FlowSpec {
          @Step(start = true) Next load() { return next(this::report); }
          @Step(end = true) void report() {}
        }
        """);
    Flows.write(
        folder,
        "Derived.java",
        """
        import dev.weir.flow.*;
        public class Derived extends Base {
          @Override @Step Next load() { return next(this::report); }
          @Override void report() {}
          @Step(start = true) Next first() { return next(this::load); }
        }
        """);
    // When
    var graph = FlowCompiler.compile(folder).graph();
    // Then
    assertThat(graph.steps()).extracting("name").containsExactly("first", "load", "report");
    assertThat(graph.end().name()).isEqualTo("report");
    Files.delete(folder.resolve("Base.java"));
  }
}
