package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.artifact.JsonBlobs;
import dev.weir.artifact.MemoryBlobStore;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.ParameterSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  private static final String STEPS =
      "@Step Next start() { return next(this::end); } @Step void end() {}\n";

  @Test
  void initialValuesAreKnownAsDefaults() {
    // When
    var specs =
        compile(
            """
            enum Color { RED, GREEN }
            record Rate(double alpha, int rounds) {
              Rate { if (rounds < 0) throw new IllegalArgumentException("rounds"); }
            }
            static final int FIVE = 5;
            @Parameter int n = FIVE;
            @Parameter String text = "a" + FIVE;
            @Parameter java.util.List<Color> colors = java.util.List.of(Color.GREEN);
            @Parameter Rate rate = new Rate(0.5, 3);
            @Parameter java.time.Duration wait = java.time.Duration.ofMinutes(5);
            @Parameter java.nio.file.Path place = java.nio.file.Path.of("no/such");
            @Parameter int[] sizes = {1, 2};
            @Parameter String none;
            """);
    // Then
    var defaults = new LinkedHashMap<String, Object>();
    specs.forEach(spec -> defaults.put(spec.name(), spec.defaultValue()));
    assertThat(defaults)
        .containsEntry("n", 5)
        .containsEntry("text", "a5")
        .containsEntry("colors", List.of("GREEN"))
        .containsEntry("rate", Map.of("alpha", 0.5, "rounds", 3))
        .containsEntry("wait", "PT5M")
        .containsEntry("place", "no/such")
        .containsEntry("sizes", List.of(1, 2))
        .containsEntry("none", null);
    assertThat(specs.get(2).choices()).containsExactly("RED", "GREEN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.time.Instant at = java.time.Instant.now();",
        "String home = System.getenv(\"HOME\");",
        "int other = exit(); static int exit() { System.exit(3); return 1; }",
        "{ if (n == 5) throw new IllegalStateException(); }",
        "static { Runtime.getRuntime().halt(3); }",
      })
  void noCodeOfTheFlowRunsToFindThem(String code) {
    var specs = compile("@Parameter int n = 5;\n" + code);
    assertThat(specs.getFirst().defaultValue()).isNull();
  }

  @Test
  void aMethodGivesTheDefaultOnceTheFlowIsPackaged() throws Exception {
    // Given
    var flow =
        Flows.compile(
            flow(
                """
                static int calls;
                @Parameter(defaultFrom = "count") int n;
                static int count() { return ++calls; }
                """
                    + STEPS));
    var store = new MemoryBlobStore();
    // When
    var first = JsonBlobs.get(Packager.pack(flow, store), CodePackage.class, store);
    var given = JsonBlobs.get(Packager.pack(flow, store, Set.of("n")), CodePackage.class, store);
    // Then
    assertThat(first.parameters().getFirst().defaultValue()).isEqualTo(1);
    assertThat(given.parameters().getFirst().defaultValue()).isNull();
  }

  @Test
  void aMethodThatFailsToGiveTheDefaultIsNamed() {
    var flow =
        Flows.compile(
            flow(
                """
                @Parameter(defaultFrom = "count") int n;
                static int count() { throw new IllegalStateException("no network"); }
                """
                    + STEPS));
    assertThatThrownBy(() -> Packager.pack(flow, new MemoryBlobStore()))
        .isInstanceOf(FlowErrors.class)
        .hasMessageContainingAll("parameter n: count() threw", "no network", "give the parameter");
  }

  @Test
  void whatAValueLacksForItsTypeIsSaidByItsKey() {
    // Given
    var flow =
        Flows.compile(
            flow(
                """
                record Rate(double alpha, java.util.List<Integer> rounds) {}
                @Parameter Rate rate;
                """
                    + STEPS));
    var rate = flow.parameters().getFirst();
    // Then
    assertThat(flow.refuses(rate, Map.of("alpha", 1, "rounds", List.of(1, 2)))).isEmpty();
    assertThat(flow.refuses(rate, Map.of("alpha", 1, "rounds", List.of(1, "b"))))
        .contains("rounds.1: should be Integer, not \"b\"");
    assertThat(flow.refuses(rate, Map.of("alpha", 1))).contains("rounds: is missing");
    assertThat(flow.refuses(rate, Map.of("alpha", 1, "rounds", List.of(), "beta", 2)))
        .contains("beta: is no part of Rate, which has alpha, rounds");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@Parameter(separator = \",\") int n; | parameter n has a separator, but is no list",
        "@Parameter(defaultFrom = \"no\") int n; | the default of n comes from no usable method: no",
        "@Parameter(defaultFrom = \"d\") int n; int d() { return 1; } | comes from no usable method",
        "@Parameter(defaultFrom = \"d\", required = true) int n; static int d() { return 1; } | n is required and has a default",
        "@Parameter Thread n; | parameter n is a java.lang.Thread, which can't be written",
        "@IncludeFile(encoding = \"Klingon\") String n; | an encoding that Java does not know: Klingon",
        "@IncludeFile(encoding = \"UTF-16\") byte[] n; | n has an encoding, but is no String",
        "@IncludeFile int n; | included file n is a int",
        "@Parameter int runIdFile; | has a name that the command line uses itself",
        "@Parameter int max_num_splits; | has a name that the command line uses itself",
        "@Parameter int maxN; @Parameter int MAXn; | look the same on the command line",
      })
  void aFaultyDeclarationIsNamed(String declaration, String message) {
    assertThat(Flows.problems(flow(declaration + "\n" + STEPS)))
        .anyMatch(problem -> problem.contains(message));
  }

  @Test
  void aStepCannotAssignAParameter() {
    var source =
        flow(
            """
            @Parameter int n;
            @Step Next start() { n = 7; return next(this::end); }
            @Step void end() {}
            """);
    assertThat(Flows.problems(source)).containsExactly("4: parameter n is assigned in start");
  }

  private static List<ParameterSpec> compile(String fields) {
    return Flows.compile(flow(fields + STEPS)).parameters();
  }
}
