package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One flow for each way to be wrong. A flow's body begins in line 3. */
class ChecksTest {
  private static final String START = "@Step Next start() { return next(this::end); }\n";
  private static final String BRANCHES =
      """
      @Step Next a() { return next(this::j); }
      @Step Next b() { return next(this::j); }
      @Step Next c() { return next(this::j); }
      @Step Next j(Inputs<F> in) { return next(this::end); }
      """;
  private static final String END = "@Step void end() {}\n";

  @ParameterizedTest(name = "{0}")
  @MethodSource({"graphs", "splits", "steps", "fields"})
  void refuses(String problem, String body) {
    assertThat(Flows.problems(flow(body))).containsExactly(problem);
  }

  @Test
  void inputIsThereInEveryStepOfAForeachAndNotAfterItsJoin() {
    var inEveryStep =
        """
        @Step Next start() { return foreach(java.util.List.of(1), this::a); }
        @Step Next a() { return branch(this::b, this::c); }
        @Step Next b() { input(Integer.class); return next(this::inner); }
        @Step Next c() { return next(this::inner); }
        @Step Next inner(Inputs<F> in) { input(Integer.class); return next(this::outer); }
        @Step Next outer(Inputs<F> in) { %s return next(this::end); }
        """
            + END;
    assertThat(Flows.problems(flow(inEveryStep.formatted("")))).isEmpty();
    assertThat(Flows.problems(flow(inEveryStep.formatted("input(Integer.class);"))))
        .containsExactly("8: step outer has no input: no foreach is around it");
  }

  static Stream<Arguments> graphs() {
    return Stream.of(
        arguments(
            "2: the flow has no step named end",
            "@Step Next start() { return next(this::start); }"),
        arguments(
            "2: the flow has no step named start",
            "@Step Next first() { return next(this::end); }\n" + END),
        arguments(
            "3: start can't be a join: nothing comes before it",
            "@Step Next start(Inputs<F> in) { return next(this::end); }\n" + END),
        arguments(
            "5: step lost can't be reached from start",
            START
                + END
                + "@Step Next lost() { return next(this::gone); }\n"
                + "@Step Next gone() { return next(this::lost2); }\n"
                + "@Step Next lost2() { return next(this::end); }\n"),
        arguments(
            "4: the flow runs in a circle: a → b → a",
            """
            @Step Next start() { return next(this::a); }
            @Step Next a() { return next(this::b); }
            @Step Next b() { return next(this::a); }
            @Step void end() {}
            """),
        arguments(
            "3: step start leads to help, which is no step",
            "@Step Next start() { return next(this::help); }\nNext help() { return null; }\n"
                + END));
  }

  static Stream<Arguments> splits() {
    return Stream.of(
        arguments(
            "3: the branches of start are not joined before end",
            """
            @Step Next start() { return foreach(new int[] {1}, this::a); }
            @Step Next a() { return next(this::end); }
            @Step void end() {}
            """),
        arguments(
            "6: step end follows several steps: a, b",
            """
            @Step Next start() { return branch(this::a, this::b); }
            @Step Next a() { return next(this::end); }
            @Step Next b() { return next(this::end); }
            @Step void end() {}
            """),
        arguments(
            "6: step c follows several steps: a, b",
            """
            @Step Next start() { return branch(this::a, this::b); }
            @Step Next a() { return next(this::c); }
            @Step Next b() { return next(this::c); }
            @Step Next c() { return next(this::end); }
            @Step void end() {}
            """),
        arguments(
            "4: join j gathers nothing: no branch or foreach is open before it",
            """
            @Step Next start() { return next(this::j); }
            @Step Next j(Inputs<F> in) { return next(this::end); }
            @Step void end() {}
            """),
        arguments(
            "7: join j gathers only some branches of start: not the one that begins at c",
            """
            @Step Next start() { return branch(this::a, this::b, this::c); }
            @Step Next a() { return next(this::j); }
            @Step Next b() { return next(this::j); }
            @Step Next c() { return next(this::k); }
            @Step Next j(Inputs<F> in) { return next(this::k); }
            @Step Next k(Inputs<F> in) { return next(this::end); }
            @Step void end() {}
            """),
        arguments(
            "6: join j gathers branches of different splits: start, a",
            """
            @Step Next start() { return branch(this::a, this::b); }
            @Step Next a() { return foreach(new int[] {1}, this::c); }
            @Step Next b() { return next(this::j); }
            @Step Next j(Inputs<F> in) { return next(this::end); }
            @Step Next c() { return next(this::j); }
            @Step void end() {}
            """),
        arguments(
            "4: no step x leads to j",
            """
            @Step Next start() { return branch(this::a, this::b); }
            @Step Next j(Inputs<F> in) { in.named("x"); in.named("a"); return next(this::end); }
            @Step Next a() { return next(this::j); }
            @Step Next b() { return next(this::j); }
            @Step void end() {}
            """));
  }

  static Stream<Arguments> steps() {
    return Stream.of(
        arguments(
            "5: step start makes two different transitions: next(this::end) in line 4 and next(this::a)",
            """
            @Step Next start() {
              if (index() > 1) { return next(this::end); }
              return next(this::a);
            }
            @Step Next a() { return next(this::end); }
            @Step void end() {}
            """),
        arguments(
            "3: step start names no successor",
            "@Step Next start() { throw new Error(); }\n" + END),
        arguments(
            "3: step start returns null",
            "@Step Next start() { if (index() > 1) return null; return next(this::end); }\n" + END),
        arguments(
            "3: the transition of step start is not returned",
            "@Step Next start() { next(this::end); return next(this::end); }\n" + END),
        arguments(
            "3: the successors of step start can't be read from its code",
            "@Step Next start() { return next(index() > 1 ? this::a : this::b); }\n"
                + "@Step Next a() { return next(this::end); }\n"
                + "@Step Next b() { return next(this::end); }\n"
                + END),
        arguments(
            "3: the successors of step start can't be read from its code",
            "@Step Next start() { return next(() -> null); }\n" + END),
        arguments(
            "3: the successors of step start can't be read from its code",
            "@Step Next start() { StepMethod[] m = {this::c}; return branch(this::a, this::b, m); }\n"
                + BRANCHES
                + END),
        arguments(
            "3: the successors of step start can't be read from its code",
            "@Step Next start() { StepMethod m = this::c; return branch(this::a, this::b); }\n"
                + BRANCHES
                + END),
        arguments(
            "3: step start branches to the same step twice",
            "@Step Next start() { return branch(this::a, this::a); }\n"
                + "@Step Next a() { return next(this::j); }\n"
                + "@Step Next j(Inputs<F> in) { return next(this::end); }\n"
                + END),
        arguments(
            "4: step a has a signature that no step has",
            START + "@Step Next a(int n) { return next(this::end); }\n" + END),
        arguments(
            "4: step a has a signature that no step has", START + "@Step void a() {}\n" + END),
        arguments(
            "4: step end has a signature that no step has",
            START.replace("end", "a").replace("a)", "start)")
                + "@Step Next end() { return next(this::start); }\n"),
        arguments(
            "4: step a is private",
            "@Step Next start() { return next(this::a); }\n"
                + "@Step private Next a() { return next(this::end); }\n"
                + END),
        arguments(
            "4: step end is static",
            "@Step Next start() { return next(F::end); }\n@Step static void end() {}\n"),
        arguments(
            "7: step j has a signature that no step has",
            """
            static abstract class Other extends FlowSpec {}
            @Step Next start() { return branch(this::a, this::b); }
            @Step Next a() { return next(this::j); }
            @Step Next b() { return next(this::j); }
            @Step Next j(Inputs<Other> in) { return next(this::end); }
            @Step void end() {}
            """),
        arguments(
            "4: step index has a name that Weir uses itself",
            START + "@Step Next index(Inputs<F> in) { return next(this::end); }\n" + END),
        arguments(
            "4: step a is called directly",
            "@Step Next start() { return next(this::a); }\n"
                + "@Step Next a() { if (index() > 1) { a(); } return next(this::end); }\n"
                + END),
        arguments(
            "4: step end is called directly",
            START + "void help() { Runnable r = this::end; }\n" + END),
        arguments(
            "4: next(this::end) stands outside of a step",
            START + "Next help() { return next(this::end); }\n" + END),
        arguments(
            "3: step start has no input: no foreach is around it",
            "@Step Next start() { input(String.class); return next(this::end); }\n" + END));
  }

  static Stream<Arguments> fields() {
    return Stream.of(
        arguments(
            "3: field s can't be stored: a Stream lives in one process only",
            "java.util.List<java.util.stream.Stream<String>> s;\n" + START + END),
        arguments(
            "3: field s can't be stored: a Thread lives in one process only",
            "Thread[] s;\n" + START + END),
        arguments(
            "3: field s can't be stored: a Function lives in one process only",
            "java.util.function.Function<String, String> s;\n" + START + END),
        arguments(
            "3: field s can't be stored: an Inner lives in one process only",
            "Inner s; class Inner {}\n" + START + END),
        arguments(
            "3: parameter p is static, final or transient",
            "@Parameter final int p = 1;\n" + START + END),
        arguments(
            "3: field p is both @Parameter and @IncludeFile",
            "@Parameter @IncludeFile String p;\n" + START + END),
        arguments("3: included file p is a int", "@IncludeFile int p;\n" + START + END),
        arguments(
            "3: parameter maxWorkers has a name that the command line uses itself",
            "@Parameter int maxWorkers;\n" + START + END),
        arguments(
            "2: parameters maxN and max_n look the same on the command line",
            "@Parameter int maxN; @Parameter int max_n;\n" + START + END),
        arguments(
            "4: parameter p is assigned in start",
            "@Parameter int p = 1;\n@Step Next start() { p = 2; return next(this::end); }\n" + END),
        arguments("2: flow F can't be made without arguments", "F(int n) {}\n" + START + END));
  }

  @Test
  void fieldOfAClassThatNoEncodingKeepsIsRefused() {
    var body = "static class Plain {}\njava.util.List<Plain> p;\n" + START + END;
    assertThat(Flows.problems(flow(body)))
        .singleElement()
        .asString()
        .startsWith("4: field p can't be stored: F$Plain is neither");
  }

  @Test
  void absentDefaultFileIsNamed() {
    var body = "@IncludeFile(\"no/such.csv\") String p;\n" + START + END;
    assertThat(Flows.problems(flow(body)))
        .singleElement()
        .asString()
        .startsWith("3: the default file of p can't be read: ")
        .endsWith("no/such.csv");
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    var body = "Thread t;\n@Step private Next start() { return next(this::end); }\n";
    assertThat(Flows.problems(flow(body + "void end() {}\n"))).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource
  void javacErrorsComeWithALineAndAWayOut(String source, String message, String hint) {
    assertThatThrownBy(() -> Flows.compile(source))
        .isInstanceOf(FlowErrors.class)
        .hasMessageContaining(message)
        .hasMessageContaining(hint);
  }

  static Stream<Arguments> javacErrorsComeWithALineAndAWayOut() {
    var join = "@Step Next j(Inputs<F> in) { return next(this::end); }\n" + END;
    return Stream.of(
        arguments("class F { int x = ; }", "F.java:1: illegal start of expression", ""),
        arguments(
            "class F extends FlowSpec {}",
            "F.java:1: cannot find symbol",
            "import dev.weir.flow.*;"),
        arguments(
            "import org.apache.Csv; class F {}",
            "F.java:1: package org.apache does not exist",
            "the JDK, Weir's flow-sdk, and what it asks for: @Libraries"),
        arguments(
            flow("@Step Next start() { return foreach(new int[] {1}, this::j); }\n" + join),
            "F.java:3: ",
            "a join or the end comes after them"),
        arguments(
            flow("@Step Next start() { return branch(this::j, this::j); }\n" + join),
            "F.java:3: ",
            "foreach(items, this::body)"),
        arguments(
            flow("@Step Next start() { return next(42); }\n" + join),
            "F.java:3: ",
            "return next(this::a);"),
        arguments("class F {}", "F.java: no flow here", "extends dev.weir.flow.FlowSpec"),
        arguments(
            "import dev.weir.flow.*; class F extends FlowSpec {} class G extends FlowSpec {}",
            "F.java: more than one flow here: F, G",
            "--flow F"));
  }
}
