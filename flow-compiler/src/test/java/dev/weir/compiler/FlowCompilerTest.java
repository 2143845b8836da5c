package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.weir.protocol.Digest;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.ParameterSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowCompilerTest {
  private static final String NESTED =
      """
      import dev.weir.flow.*;
      import java.util.*;

      /**
       * Counts {@code words}
       * in papers.
       *
       * @since today
       */
      public class F extends FlowSpec {
        List<String> papers;
        String paper;
        int words;

        /** Picks papers. */
        @Step
        Next start() {
          papers = List.of("a", "b");
          return foreach(papers, this::split);
        }

        @Step
        Next split() {
          paper = input(String.class);
          return branch(this::count, this::skip);
        }

        @Step Next count() { words = paper.length(); return next(this::merge); }
        @Step Next skip() { return next(this::skipMore); }
        @Step Next skipMore() { return next(this::merge); }

        @Step
        Next merge(Inputs<F> inputs) {
          words = inputs.named("count").words;
          return next(this::collect);
        }

        @Step
        Next collect(Inputs<F> inputs) {
          for (F input : inputs) {
            words += input.words;
          }
          return next(this::end);
        }

        @Step
        void end() {}
      }
      """;

  @Test
  void graphSaysWhatTheSourceSays() {
    // When
    var graph = Flows.compile(NESTED).graph();
    // Then
    assertThat(graph.flow()).isEqualTo("F");
    assertThat(graph.doc()).isEqualTo("Counts words\nin papers.");
    assertThat(graph.steps())
        .extracting(StepNode::name, StepNode::kind, StepNode::next)
        .containsExactly(
            tuple("start", Kind.FOREACH, List.of("split")),
            tuple("split", Kind.BRANCH, List.of("count", "skip")),
            tuple("count", Kind.LINEAR, List.of("merge")),
            tuple("skip", Kind.LINEAR, List.of("skipMore")),
            tuple("skipMore", Kind.LINEAR, List.of("merge")),
            tuple("merge", Kind.LINEAR, List.of("collect")),
            tuple("collect", Kind.LINEAR, List.of("end")),
            tuple("end", Kind.END, List.of()));
    assertThat(graph.step("start").line()).isEqualTo(17);
    assertThat(graph.step("start").doc()).isEqualTo("Picks papers.");
    assertThat(graph.step("end").doc()).isNull();
  }

  @Test
  void splitsAndJoinsFindEachOther() {
    // When
    var graph = Flows.compile(NESTED).graph();
    // Then
    assertThat(graph.step("merge").join()).isTrue();
    assertThat(graph.step("merge").joins()).isEqualTo("split");
    assertThat(graph.step("collect").joins()).isEqualTo("start");
    assertThat(graph.step("start").matchingJoin()).isEqualTo("collect");
    assertThat(graph.step("split").matchingJoin()).isEqualTo("merge");
    assertThat(graph.step("count").matchingJoin()).isNull();
  }

  @Test
  void joinMaySplitAgain() {
    var graph =
        Flows.compile(
                flow(
                    """
                    @Step Next start() { return branch(this::a, this::b); }
                    @Step Next a() { return next(this::j); }
                    @Step Next b() { return next(this::j); }
                    @Step Next j(Inputs<F> in) { return foreach(new int[] {1}, this::c); }
                    @Step Next c() { return next(this::k); }
                    @Step Next k(Inputs<F> in) { return next(this::end); }
                    @Step void end() {}
                    """))
            .graph();
    assertThat(graph.step("j").joins()).isEqualTo("start");
    assertThat(graph.step("j").matchingJoin()).isEqualTo("k");
  }

  @Test
  void sameTransitionMayStandTwice() {
    var graph =
        Flows.compile(
                flow(
                    """
                    int x;
                    @Step Next start() {
                      try {
                        if (x > 1) { return next(this::end); }
                        return next(this::end);
                      } finally { x = 2; }
                    }
                    @Step void end() {}
                    """))
            .graph();
    assertThat(graph.step("start").next()).containsExactly("end");
  }

  @Test
  void stepsAreInheritedAndOverridden() {
    var graph =
        Flows.compile(
                """
                import dev.weir.flow.*;
                abstract class Base extends FlowSpec {
                  int n;
                  @Step Next start() { return next(this::work); }
                  @Step abstract Next work();
                  @Step void end() {}
                }
                class F extends Base {
                  @Override @Step Next work() { n = 1; return next(this::end); }
                }
                """)
            .graph();
    assertThat(graph.steps()).extracting(StepNode::name).containsExactly("start", "work", "end");
    assertThat(graph.step("work").writes()).containsExactly("n");
  }

  @Test
  void parametersCarryTypeHelpAndDefaultFile(@TempDir Path folder) throws IOException {
    // Given
    Flows.write(folder, "movies.csv", "title\nAda\n");
    var source =
        flow(
            """
            @IncludeFile(value = "movies.csv", help = "The films") String movieData;
            @IncludeFile byte[] other;
            @Parameter(help = "How many") int maxGenres = 5;
            @Parameter(required = true) java.util.Map<String, double[]> weights;
            @Step Next start() { return next(this::end); }
            @Step void end() {}
            """);
    // When
    var flow = FlowCompiler.compile(Flows.write(folder, "F.java", source));
    // Then
    var digest = Digest.of("title\nAda\n".getBytes(StandardCharsets.UTF_8));
    assertThat(flow.parameters())
        .extracting(ParameterSpec::name, ParameterSpec::type, ParameterSpec::required)
        .containsExactly(
            tuple("movieData", "java.lang.String", false),
            tuple("other", "byte[]", false),
            tuple("maxGenres", "int", false),
            tuple("weights", "java.util.Map<java.lang.String, double[]>", true));
    assertThat(flow.parameters().getFirst().file().content()).isEqualTo(digest);
    assertThat(flow.parameters().getFirst().help()).isEqualTo("The films");
    assertThat(flow.files()).containsOnlyKeys(digest);
  }

  @Test
  void directoryOfSourcesIsOneFlow(@TempDir Path folder) throws IOException {
    // Given
    Flows.write(
        folder, "Helper.java", "class Helper { static int twice(int n) { return 2 * n; } }");
    Flows.write(
        folder,
        "F.java",
        flow(
            """
            int n;
            @Step Next start() { n = Helper.twice(2); return next(this::end); }
            @Step void end() {}
            """));
    // When
    var flow = FlowCompiler.compile(folder);
    // Then
    assertThat(flow.classes()).containsOnlyKeys("F.class", "Helper.class");
    assertThat(flow.sources()).containsOnlyKeys("F.java", "Helper.java");
  }

  @Test
  void jarOfClassesIsAFlow(@TempDir Path folder) throws IOException {
    // Given
    var compiled = Flows.compile(NESTED);
    var jar = folder.resolve("f.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (var entry : compiled.classes().entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
      }
      out.putNextEntry(new JarEntry("data/a.csv"));
      out.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
    }
    // When
    var flow = FlowCompiler.compile(jar);
    var graph = flow.graph();
    // Then
    assertThat(flow.classes()).containsKey("data/a.csv").doesNotContainKey("META-INF/MANIFEST.MF");
    assertThat(graph.steps())
        .extracting(StepNode::name)
        .isEqualTo(compiled.graph().steps().stream().map(StepNode::name).toList());
    assertThat(graph.step("start").line()).isPositive();
  }

  @Test
  void compilingRunsNoneOfTheFlowsCode() {
    var source =
        flow(
            """
            static { if (true) throw new Error("initialised"); }
            { if (true) throw new Error("made"); }
            @Step Next start() { return next(this::end); }
            @Step void end() {}
            """);
    assertThat(Flows.problems(source)).isEmpty();
  }

  @Test
  void absentFileIsNamed(@TempDir Path folder) {
    assertThatThrownBy(() -> FlowCompiler.compile(folder.resolve("G.java")))
        .isInstanceOf(FlowErrors.class)
        .hasMessageContaining("G.java: no such file");
  }

  @Test
  void compilingTwiceGivesTheSameBytes() {
    var first = Flows.compile(NESTED);
    var second = Flows.compile(NESTED);
    assertThat(first.graph()).isEqualTo(second.graph());
    first
        .classes()
        .forEach((path, bytes) -> assertThat(second.classes().get(path)).isEqualTo(bytes));
  }
}
