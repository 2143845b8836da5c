package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.FlowGraph.StepNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldUseTest {
  private static final String FIELDS =
      """
      @Parameter int p = 1;
      @Parameter java.util.List<String> q;
      int a; String b; double[] c; java.util.List<String> d; int e = 7;
      static int s; transient int t; final int f = 3;
      """;

  @Test
  void readsWhatItsCodeReads() {
    var step = step("t = a + b.length() + s + f;");
    assertThat(step.reads()).containsExactly("a", "b");
    assertThat(step.writes()).isEmpty();
  }

  @Test
  void assignedFieldIsReadToo() {
    var step = step("if (t > 0) { a = 1; }");
    assertThat(step.reads()).containsExactly("a");
    assertThat(step.writes()).containsExactly("a");
  }

  @Test
  void valueChangedInPlaceCountsAsWritten() {
    var step = step("c[0] = 1; d.add(b);");
    assertThat(step.reads()).containsExactly("b", "c", "d");
    assertThat(step.writes()).containsExactly("c", "d");
  }

  @Test
  void parametersAreWrittenByStartAlone() {
    var flow = Flows.compile(source("t = p + q.size();", ""));
    assertThat(flow.graph().step("start").writes()).containsExactly("e", "p", "q");
    assertThat(flow.graph().step("work").reads()).containsExactly("p", "q");
    assertThat(flow.graph().step("work").writes()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "help();                                            | int help() { return a; }",
        "Runnable r = () -> help();                         | int help() { return a; }",
        "Runnable r = this::help;                           | int help() { return a; }",
        "new Inner().go();                                  | class Inner { int go() { return a; } }",
        "go.run();                                          | final Runnable go = () -> t = a;",
        "new Thread(new Runnable() { public void run() { t = a; } }); | ",
        "Other.peek(this);                                  | static class Other { static int peek(F f) { return f.a; } }",
        "Shape s = null; s.draw(this);                      | interface Shape { void draw(F f); } record Dot() implements Shape { public void draw(F f) { t2 = f.a; } } static int t2;",
        "String text = \"\" + this;                         | public String toString() { return \"\" + a; }",
        "System.out.println(this);                          | public String toString() { return \"\" + a; }",
        "PEEK.applyAsInt(this);                             | static final java.util.function.ToIntFunction<F> PEEK = f -> f.a;",
      })
  void readsAreFoundWhereverTheyStand(String code, String members) {
    assertThat(step(code, members).reads()).containsExactly("a");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "getClass().getDeclaredFields();",
        "try { java.lang.invoke.MethodHandles.lookup(); } catch (Exception e) {}",
        "java.util.concurrent.atomic.AtomicIntegerFieldUpdater.newUpdater(F.class, \"a\");",
        "com.sun.net.httpserver.SimpleFileServer.createFileHandler(null);",
      })
  void reflectionMayReadAll(String code) {
    var step = step(code);
    assertThat(step.reads()).isNull();
    assertThat(step.writes()).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void handingThisToTheJdkReadsNothing() {
    var step = step("java.util.Objects.requireNonNull(this); java.util.List.of(this, this);");
    assertThat(step.reads()).isEmpty();
  }

  @Test
  void serializableFlowMayReadAll() {
    var source =
        source("", "")
            .replace("extends FlowSpec", "extends FlowSpec implements java.io.Serializable");
    assertThat(Flows.compile(source).graph().step("work").reads()).isNull();
  }

  @Test
  void transitionToAStepReadsNothingOfIt() {
    var start = Flows.compile(source("t = a;", "")).graph().step("start");
    assertThat(start.reads()).isEmpty();
  }

  @Test
  void joinReadsItsInputsAndStartsEmpty() {
    var flow =
        Flows.compile(
            flow(
                FIELDS
                    + """
                    @Step Next start() { return foreach(new int[] {1}, this::work); }
                    @Step Next work() { a = input(int.class); return next(this::join); }
                    @Step Next join(Inputs<F> inputs) {
                      a = inputs.stream().mapToInt(input -> (int) input.c[0]).sum();
                      return next(this::end);
                    }
                    @Step void end() {}
                    """));
    assertThat(flow.graph().step("join").reads()).containsExactly("c");
    assertThat(flow.graph().step("join").writes()).containsExactly("a");
  }

  private static StepNode step(String code) {
    return step(code, "");
  }

  private static StepNode step(String code, String members) {
    return Flows.compile(source(code, members == null ? "" : members)).graph().step("work");
  }

  private static String source(String code, String members) {
    return flow(
        FIELDS
            + members
            + "\n@Step Next start() { return next(this::fill); }\n"
            + "@Step Next fill() { a = 1; b = \"\"; c = new double[1]; d = new java.util.ArrayList<>();"
            + " return next(this::work); }\n@Step Next work() { "
            + code
            + " return next(this::end); }\n@Step void end() {}\n");
  }
}
