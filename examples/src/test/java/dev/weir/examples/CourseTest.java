package dev.weir.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.compiler.FlowCompiler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CourseTest {

  @ParameterizedTest
  @MethodSource("flows")
  void everyFlowAndStepIsDocumented(Path source) {
    var graph = FlowCompiler.compile(source).graph();
    assertThat(graph.doc()).isNotBlank();
    assertThat(graph.steps()).allSatisfy(step -> assertThat(step.doc()).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("flows")
  void everyFlowIsInTheIndex(Path source) throws Exception {
    assertThat(Files.readString(Path.of("README.md"))).contains("(" + source + ")");
  }

  static List<Path> flows() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of(""), 2)) {
      return files.filter(file -> file.toString().endsWith("Flow.java")).sorted().toList();
    }
  }

  @Test
  void linearFlowGreets() throws Exception {
    var end = FlowWalk.run(Path.of("01-linear/LinearFlow.java"), Map.of("name", "Ada 👩‍🔬"));
    assertThat(end).containsEntry("greeting", "Hello, Ada 👩‍🔬!").containsEntry("length", 15);
  }

  @Test
  void branchFlowComparesMeanAndMedian() throws Exception {
    var flow = Path.of("02-branching/BranchFlow.java");
    var end = FlowWalk.run(flow, Map.of("numbers", new double[] {1, 2, 9}));
    assertThat(end)
        .containsEntry("mean", 4.0)
        .containsEntry("median", 2.0)
        .containsEntry("verdict", "leans right");
  }

  @Test
  void nestedForeachFlowGathersEverySeedOfEverySize() throws Exception {
    // Given
    var expected = new TreeMap<Integer, Double>();
    for (int size : List.of(10, 500)) {
      expected.put(size, (estimate(size, 0) + estimate(size, 1)) / 2);
    }
    // When
    var flow = Path.of("04-nested-foreach/NestedForeachFlow.java");
    var end = FlowWalk.run(flow, Map.of("sizes", List.of(10, 500), "repeats", 2));
    // Then
    assertThat(end).containsEntry("estimates", expected);
  }

  private static double estimate(int size, int seed) {
    var random = new Random(seed);
    var inside = 0;
    for (var dart = 0; dart < size; dart++) {
      var x = random.nextDouble();
      var y = random.nextDouble();
      inside += x * x + y * y <= 1 ? 1 : 0;
    }
    return 4.0 * inside / size;
  }
}
