package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A foreach in a foreach in a foreach. */
class NestingIT {
  private static final int DEPTH = 24;

  @TempDir private Path folder;

  @Test
  void aForeachNestsAsDeepAsOneLikes() throws Exception {
    // Given
    Files.writeString(folder.resolve("DeepFlow.java"), flow());
    // When
    var run = new PackagedWeir(folder).run("run", "DeepFlow.java");
    // Then: the innermost has two items
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("] sum " + 2 * DEPTH + "\n");
  }

  private static String flow() {
    var steps =
        IntStream.range(1, DEPTH)
            .mapToObj(
                i ->
                    """
                      @Step Next body%1$d() { return foreach(%3$s, this::body%2$d); }
                      @Step Next join%2$d(Inputs<DeepFlow> inputs) {
                        for (var input : inputs) sum += input.sum;
                        return next(this::join%1$d);
                      }
                    """
                        .formatted(i, i + 1, i == DEPTH - 1 ? "List.of(1, 2)" : "List.of(1)"))
            .collect(Collectors.joining());
    return """
        import dev.weir.flow.*;
        import java.util.List;

        public class DeepFlow extends FlowSpec {
          int sum;

          @Step Next start() { return foreach(List.of(1), this::body1); }
        %s
          @Step Next body%2$d() {
            sum = current().foreachStack().size();
            return next(this::join%2$d);
          }
          @Step Next join1(Inputs<DeepFlow> inputs) {
            for (var input : inputs) sum += input.sum;
            return next(this::end);
          }
          @Step void end() { System.out.println("sum " + sum); }
        }
        """
        .replace("%s", steps)
        .replace("%2$d", Integer.toString(DEPTH));
  }
}
