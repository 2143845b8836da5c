package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.client.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an author writes into a flow's annotations, as the packaged command acts on it. */
class AuthoringIT {
  private static final String FLOW =
      """
      import dev.weir.flow.*;

      @Project("movies")
      public class ShopFlow extends FlowSpec {
        enum Size { SMALL, LARGE }

        @Parameter(help = "How large") Size size = Size.SMALL;

        @Step @Environment("MODE=fast") @Secrets("env:HOME as H")
        Next start() {
          System.out.println(size + " " + System.getenv("MODE") + " " + (System.getenv("H") != null));
          return next(this::end);
        }
        @Step void end() { System.out.println("end " + System.getenv("MODE")); }
      }
      """;

  @TempDir private Path folder;
  private PackagedWeir weir;

  @BeforeEach
  void write() throws Exception {
    weir = new PackagedWeir(folder);
    Files.writeString(folder.resolve("ShopFlow.java"), FLOW);
  }

  @Test
  void helpShowsTypesAndDefaults() throws Exception {
    var help = weir.run("run", "ShopFlow.java", "--help");
    assertThat(help.out())
        .contains("--size VALUE  (one of SMALL, LARGE; default: SMALL)", "How large");
  }

  @Test
  void annotationsOfTheFlowAndOfTheCommandLineAreActedOn() throws Exception {
    // When
    var run =
        weir.run("run", "ShopFlow.java", "--with", "environment:MODE=slow", "--size", "large");
    // Then
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("LARGE fast true\n").contains("end slow\n");
  }

  @Test
  void aRunIsOnABranchOfItsProject() throws Exception {
    // Given
    weir.run("run", "ShopFlow.java", "--branch", "new", "--production");
    // When
    var runs = Json.mapper().readTree(weir.run("runs", "--json").out());
    // Then
    assertThat(runs.toString()).contains("project:movies", "project_branch:prod.new");
  }

  @Test
  void afterARunItsFlowIsCalled() throws Exception {
    // Given
    Files.writeString(
        folder.resolve("ExitFlow.java"),
        """
        import dev.weir.flow.*;

        @OnExit(onSuccess = {"well", "throwing"}, onError = "badly")
        public class ExitFlow extends FlowSpec {
          @Parameter boolean bad;
          @Step Next start() {
            if (bad) throw new IllegalStateException("no luck");
            return next(this::end);
          }
          @Step void end() {}
          static void well(EndedRun run) { System.out.println("ended " + run.flowName()); }
          static void throwing() { throw new IllegalStateException("in the hook"); }
          static void badly(EndedRun run) { System.out.println(run.failure() + run.tags()); }
        }
        """);
    // When
    var well = weir.run("run", "ExitFlow.java");
    var badly = weir.run("run", "ExitFlow.java", "--bad", "true", "--tag", "t1");
    // Then
    assertThat(well.exitCode()).as(well.err()).isZero();
    assertThat(well.out())
        .contains("[on exit well] ended ExitFlow", "in the hook", "throwing failed; the run is")
        .doesNotContain("badly");
    assertThat(badly.exitCode()).isEqualTo(ExitCode.FAILED.code());
    assertThat(badly.out())
        .contains("[on exit badly] step start: java.lang.IllegalStateException: no luck[t1]");
  }

  @Test
  void aMistakeInWithNamesWhatThereIs() throws Exception {
    var run = weir.run("run", "ShopFlow.java", "--with", "rety");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
    assertThat(run.err()).contains("no annotation rety; there are batch, cached, card");
  }
}
