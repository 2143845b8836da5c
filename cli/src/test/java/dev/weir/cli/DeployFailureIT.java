package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Code of the author's that runs in the command itself, before there is a run. */
class DeployFailureIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throw new IllegalStateException(\"no network\") | n: count() threw java.lang.IllegalState",
        "System.exit(0)   | n: count() ended the command by System.exit",
        "return count()   | n: count() threw java.lang.StackOverflowError",
      })
  void aDefaultThatCannotBeHadRefusesTheRun(String code, String message) throws Exception {
    // Given
    Files.writeString(
        folder.resolve("DefaultFlow.java"),
        """
        import dev.weir.flow.*;

        public class DefaultFlow extends FlowSpec {
          @Parameter(defaultFrom = "count") int n;
          static int count() { if (true) { %s; } return 1; }
          @Step Next start() { return next(this::end); }
          @Step void end() {}
        }
        """
            .formatted(code));
    // When
    var run = new PackagedWeir(folder).run("run", "DefaultFlow.java");
    // Then
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USAGE.code());
    assertThat(run.err()).contains("the default of parameter " + message);
    assertThat(run.out()).doesNotContain("Workflow starting");
  }
}
