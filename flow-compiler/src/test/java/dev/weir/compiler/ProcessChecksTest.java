package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a field that is never stored holds stays in the process of the step that filled it. */
class ProcessChecksTest {

  /** start at line 4, end at line 5. */
  private static String source(String field, String start, String end) {
    return "import java.util.*; "
        + flow(
            """
            %s void use(Object o) {} static void fill(Collection<String> c) { c.add(""); }
            @Step Next start() { %s return next(this::end); }
            @Step void end() { %s }
            """
                .formatted(field, start, end));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "static int n;                                  | n = 1;       | use(n);",
        "static long n;                                 | n++;         | use(n + 1);",
        "transient String n;                            | n = \"\";     | use(n.length());",
        "static List<String> n = new ArrayList<>();     | n.add(\"\");  | use(n.size());",
        "static final Set<String> n = new HashSet<>();  | n.add(\"\");  | use(n);",
        "final int[] n = new int[3];                    | n[0] = 1;    | use(n[0]);",
      })
  void refuses(String field, String start, String end) {
    assertThat(Flows.problems(source(field, start, end)))
        .containsExactly("5: step end reads n, which start writes in another process");
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "static int n = 1;                              |              | use(n);",
        "static int n;                                  | n = 1;       | n = 2; use(n);",
        "static int n;                                  | n++;         | n++;",
        "transient String n;                            | n = \"\";     | if (n == null) use(1);",
        "static final Set<String> n = new HashSet<>();  | n.add(\"\");  | n.add(\"\"); use(n);",
        "static List<String> n = new ArrayList<>();     | n.add(\"\");  | more(); use(n); } static void more() { fill(n);",
        "static final List<String> n = List.of();       | use(n);      | use(n);",
        "transient int n;                               | n = 1;       | class G { void go() { n = 2; } } new G().go(); use(n);",
      })
  void accepts(String field, String start, String end) {
    assertThat(Flows.problems(source(field, start == null ? "" : start, end))).isEmpty();
  }
}
