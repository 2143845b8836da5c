package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gangs, retries and limits in local runs of the packaged command. */
class SemanticsIT {
  /** Nodes that go on when all of them are there; one of them fails at first. */
  private static final String GANG =
      """
      import dev.weir.flow.*;
      import java.nio.file.*;

      public class GangFlow extends FlowSpec {
        @Parameter int size = 3;
        int sum;

        @Step Next start() { return parallel(size, this::meet); }
        @Step @Retry(times = 1) @Timeout(seconds = 60) Next meet() throws Exception {
          var me = current().parallel().orElseThrow();
          if (me.nodeIndex() == 1 && current().attempt() == 0) {
            throw new IllegalStateException("the first time fails");
          }
          Files.writeString(Path.of("node-" + me.nodeIndex()), me.mainAddress().orElseThrow());
          while (!Files.exists(Path.of("node-" + (me.nodeIndex() + 1) % size))) {
            Thread.sleep(20);
          }
          sum = me.nodeIndex();
          return next(this::join);
        }
        @Step Next join(Inputs<GangFlow> inputs) {
          for (var input : inputs) sum += input.sum;
          System.out.println("sum: " + sum);
          return next(this::end);
        }
        @Step void end() {}
      }
      """;

  private static final String MANY =
      """
      import dev.weir.flow.*;
      import java.util.stream.IntStream;

      public class ManyFlow extends FlowSpec {
        @Step Next start() { return foreach(IntStream.range(0, 7), this::body); }
        @Step Next body() { return next(this::join); }
        @Step Next join(Inputs<ManyFlow> inputs) { return next(this::end); }
        @Step void end() {}
      }
      """;

  private static final String HOPELESS =
      """
      import dev.weir.flow.*;

      public class HopelessFlow extends FlowSpec {
        @Parameter String how;
        Failure why;

        @Step @Retry(times = 3) Next start() {
          System.out.println("attempt " + current().attempt());
          if (how.equals("exit")) System.exit(202);
          if (how.equals("throw")) throw new NoRetryException("of no use");
          return next(this::end);
        }
        @Step void end() {}
      }
      """;

  @TempDir private Path folder;

  @Test
  void allNodesOfAGangRunAtOnceAlsoAfterOneFailed() throws Exception {
    // When
    var run = run("GangFlow.java", GANG, "--max-workers", "1");
    // Then
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("] Task will be tried again (retry 1 of 1).")
        .contains("] Task is starting (retry).")
        .contains("] sum: 3");
    assertThat(folder.resolve("node-0")).hasContent("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({"throw, dev.weir.flow.NoRetryException: of no use", "exit, System.exit(202)"})
  void aStepThatSaysSoIsNotTriedAgain(String how, String message) throws Exception {
    // When
    var run = run("HopelessFlow.java", HOPELESS, "--how", how);
    // Then
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
    assertThat(run.out())
        .contains("] attempt 0", message, "This failed task will not be retried.")
        .doesNotContain("] attempt 1");
  }

  @Test
  void aStepThatSaysSoIsCaughtAtItsFirstAttempt() throws Exception {
    // Given
    var caught = HOPELESS.replace("@Retry", "@Catch(\"why\") @Retry");
    // When
    var run = run("HopelessFlow.java", caught, "--how", "throw");
    // Then
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("@Catch caught the failure of step start")
        .doesNotContain("] attempt 1");
  }

  @Test
  void anAbsurdGangFailsItsStep() throws Exception {
    // When
    var run = run("GangFlow.java", GANG, "--size", "1000");
    // Then
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
    assertThat(run.out()).contains("step start asks for 1000 nodes at once");
  }

  @Test
  void aForeachOfMoreItemsThanAllowedFailsItsStep() throws Exception {
    // When
    var run = run("ManyFlow.java", MANY, "--max-num-splits", "6");
    // Then
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
    assertThat(run.out()).contains("has 7 items, more than the 6 allowed: --max-num-splits 7");
  }

  private PackagedWeir.Ended run(String file, String flow, String... options)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve(file), flow);
    var arguments = new String[options.length + 2];
    arguments[0] = "run";
    arguments[1] = file;
    System.arraycopy(options, 0, arguments, 2, options.length);
    return new PackagedWeir(folder).run(arguments);
  }
}
