package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.protocol.FlowGraph.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What choices and gangs are read as, and which of them are refused. */
class ChoiceTest {
  private static final String TWO_WAYS =
      """
      @Step Next a() { return next(this::end); }
      @Step Next b() { return next(this::end); }
      @Step void end() {}
      """;

  @Test
  void waysOfAChoiceMeetAgainInAStepThatIsNoJoin() {
    // When
    var graph =
        Flows.compile(
                flow(
                    "int n = 2; @Step Next start() { return choose(n > 1, this::a, this::b); }\n"
                        + TWO_WAYS))
            .graph();
    // Then
    assertThat(graph.step("start").kind()).isEqualTo(Kind.CHOICE);
    assertThat(graph.step("start").next()).containsExactly("a", "b");
    assertThat(graph.step("start").matchingJoin()).isNull();
  }

  @Test
  void choiceOfMoreThanTwoNamesThemByKeys() {
    // When
    var graph =
        Flows.compile(
                flow(
                    """
                    enum Size { SMALL, LARGE, HUGE }
                    Size size = Size.SMALL;
                    @Step Next start() {
                      return choose(
                          size,
                          option(Size.SMALL, this::a),
                          option(Size.LARGE, this::b),
                          option(Size.HUGE, this::end));
                    }
                    """
                        + TWO_WAYS))
            .graph();
    // Then
    assertThat(graph.step("start").kind()).isEqualTo(Kind.CHOICE);
    assertThat(graph.step("start").next()).containsExactly("a", "b", "end");
  }

  @Test
  void stepMayChooseItselfAndReadsWhatItWroteLast() {
    // When
    var graph =
        Flows.compile(
                flow(
                    """
                    int n;
                    @Step Next start() { return next(this::again); }
                    @Step Next again() { n = n + 1; return choose(n > 9, this::end, this::again); }
                    @Step void end() {}
                    """))
            .graph();
    // Then
    assertThat(graph.steps()).extracting("name").containsExactly("start", "again", "end");
    assertThat(graph.step("again").next()).containsExactly("end", "again");
    assertThat(graph.step("again").reads()).containsExactly("n");
  }

  @Test
  void gangIsASplitWithAJoin() {
    // When
    var graph = Flows.compile(flow(gang("next(this::j)"))).graph();
    // Then
    assertThat(graph.step("start").kind()).isEqualTo(Kind.PARALLEL);
    assertThat(graph.step("start").matchingJoin()).isEqualTo("j");
    assertThat(graph.step("j").joins()).isEqualTo("start");
  }

  @Test
  void waysOfAChoiceMayEndTheirBranchInTheSameJoin() {
    // Given
    var body =
        """
        @Step Next start() { return foreach(new int[] {1}, this::pick); }
        @Step Next pick() { return choose(index() > 1, this::a, this::b); }
        @Step Next a() { return next(this::j); }
        @Step Next b() { return next(this::j); }
        @Step Next j(Inputs<F> in) { return next(this::end); }
        @Step void end() {}
        """;
    // Then
    assertThat(Flows.problems(flow(body))).isEmpty();
    assertThat(
            Flows.problems(
                flow(
                    body.replace(
                            "Next b() { return next(this::j); }",
                            "Next b() { return next(this::k); }")
                        + "@Step Next k(Inputs<F> in) { return next(this::end); }\n")))
        .containsExactly("9: join k gathers the branches of start, as another join does");
  }

  @Test
  void joinThatMergesHandsOnWhatItsBranchesWrote() {
    // Given
    var body =
        """
        int part;
        String same;
        @Step Next start() { same = "s"; return foreach(new int[] {1}, this::a); }
        @Step Next a() { part = 1; return next(this::j); }
        @Step Next j(Inputs<F> in) { %s return next(this::end); }
        @Step void end() { System.out.println(same); }
        """;
    // Then
    assertThat(Flows.problems(flow(body.formatted("mergeArtifacts(in, Merge.exclude(\"part\"));"))))
        .isEmpty();
    assertThat(Flows.problems(flow(body.formatted(""))))
        .containsExactly("8: step end reads same, which join j doesn't pass on");
  }

  @Test
  void joinThatMergesLoadsWhatItMayLeaveAsItIs() {
    // When
    var graph =
        Flows.compile(
                flow(
                    """
                    int part;
                    @Step Next start() { part = 1; return foreach(new int[] {1}, this::a); }
                    @Step Next a() { return next(this::j); }
                    @Step Next j(Inputs<F> in) {
                      mergeArtifacts(in);
                      if (in.size() > 7) { part = 2; }
                      return next(this::end);
                    }
                    @Step void end() {}
                    """))
            .graph();
    // Then
    assertThat(graph.step("j").reads()).containsExactly("part");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refuses(String problem, String body) {
    assertThat(Flows.problems(flow(body))).containsExactly(problem);
  }

  static Stream<Arguments> refuses() {
    return Stream.of(
        arguments(
            "3: start can't choose itself: nothing comes before it",
            "@Step Next start() { return choose(true, this::start, this::end); }\n@Step void end() {}"),
        arguments(
            "3: step start chooses between the same step twice",
            "@Step Next start() { return choose(true, this::a, this::a); }\n" + TWO_WAYS),
        arguments(
            "3: the successors of step start can't be read from its code",
            "@Step Next start() { StepMethod way = this::a; int n = 1;"
                + " return choose(true, n > 0 ? way : this::b, this::b); }\n"
                + TWO_WAYS),
        arguments(
            "4: the flow runs in a circle: a → b → a",
            """
            @Step Next start() { return next(this::a); }
            @Step Next a() { return next(this::b); }
            @Step Next b() { return choose(true, this::a, this::end); }
            @Step void end() {}
            """),
        arguments(
            "3: @Catch stands on step start, which decides what comes next",
            "@Catch @Step Next start() { return choose(true, this::a, this::b); }\n" + TWO_WAYS),
        arguments("4: step a runs in parallel and no join follows it", gang("next(this::b)")));
  }

  private static String gang(String next) {
    return """
        @Step Next start() { return parallel(3, this::a); }
        @Step Next a() { return %s; }
        @Step Next b() { return next(this::j); }
        @Step Next j(Inputs<F> in) { return next(this::end); }
        @Step void end() {}
        """
        .formatted(next)
        .replace(next.contains("::b") ? "" : "@Step Next b() { return next(this::j); }\n", "");
  }
}
