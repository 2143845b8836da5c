package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A field's type shows what could never be read in another process. The field is in line 3. */
class FieldTypesTest {
  private static final String STEPS =
      "@Step Next start() { return next(this::end); }\n@Step void end() {}\n";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Thread                                   | a Thread lives in one process only",
        "java.io.InputStream                      | an InputStream lives in one process only",
        "java.util.Scanner[]                      | a Scanner lives in one process only",
        "java.sql.Connection                      | a Connection lives in one process only",
        "java.util.stream.IntStream               | an IntStream lives in one process only",
        "java.util.Iterator<String>               | an Iterator lives in one process only",
        "java.nio.ByteBuffer                      | a ByteBuffer lives in one process only",
        "java.lang.ref.WeakReference<String>      | a WeakReference lives in one process only",
        "java.util.concurrent.ExecutorService     | an ExecutorService lives in one process only",
        "java.util.concurrent.CompletableFuture<String> | a CompletableFuture lives in one process only",
        "java.util.function.Supplier<String>      | a Supplier lives in one process only",
        "java.lang.reflect.Method                 | a Method lives in one process only",
        "java.util.Map<String, Thread>            | a Thread lives in one process only",
        "java.util.List<? extends java.io.Reader> | a Reader lives in one process only",
        "java.util.Optional<java.util.List<Thread[]>> | a Thread lives in one process only",
        "F                                        | a F lives in one process only",
        "FlowSpec                                 | a FlowSpec lives in one process only",
        "Inputs<F>                                | an Inputs lives in one process only",
        "Next                                     | a Next lives in one process only",
        "Worker                                   | in thread of Worker, a Thread lives in one process only",
        "java.util.List<Pool>                     | in workers of Pool, in thread of Worker, a Thread lives in one process only",
        "Kept                                     | in stream of Kept, an InputStream lives in one process only",
        "Live                                     | in worker of Worker2, in thread of Worker, a Thread lives in one process only",
      })
  void refuses(String type, String reason) {
    assertThat(Flows.problems(source(type)))
        .containsExactly("3: field f can't be stored: " + reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int",
        "double[][]",
        "Object",
        "java.util.Map<String, java.util.List<java.time.LocalDate>>",
        "java.util.Optional<Tree>",
        "java.nio.file.Path",
        "java.time.Clock",
        "Comparable<String>",
        "Runnable",
        "Shape",
        "Some",
        "java.util.Random",
        "java.util.BitSet",
        "Custom",
        "Color",
      })
  void accepts(String type) {
    assertThat(Flows.problems(source(type))).isEmpty();
  }

  @Test
  void lambdaInAFieldIsRefusedWhereItIsAssigned() {
    var body =
        """
        Shape f;
        interface Shape { int area(); }
        @Step Next start() {
          f = () -> index();
          return next(this::end);
        }
        @Step void end() { f.area(); }
        """;
    assertThat(Flows.problems(flow(body)))
        .containsExactly("6: field f can't be stored: a lambda lives in one process only");
    assertThat(
            Flows.problems(
                flow(
                    body.replace("interface Shape", "interface Shape extends java.io.Serializable")
                        .replace("index()", "1"))))
        .isEmpty();
  }

  private static String source(String type) {
    return flow(
        type
            + " f;\n"
            + STEPS
            + """
            record Worker(int id, Thread thread) {}
            record Pool(java.util.List<Worker> workers) {}
            static class Kept implements java.io.Serializable { int n; java.io.InputStream stream; }
            sealed interface Live permits Worker2, Worker3 {}
            record Worker2(Worker worker) implements Live {}
            record Worker3(Worker worker) implements Live {}
            sealed interface Some permits Dead, Alive {}
            record Dead(int id) implements Some {}
            record Alive(Thread thread) implements Some {}
            record Tree(String name, java.util.List<Tree> children) {}
            interface Shape { double area(); }
            enum Color { RED; transient Thread thread; }
            static class Custom implements java.io.Serializable {
              Thread thread;
              private void writeObject(java.io.ObjectOutputStream out) {}
            }
            """);
  }
}
