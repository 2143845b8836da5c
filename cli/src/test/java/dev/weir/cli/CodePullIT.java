package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.client.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir code} as a user sees it. */
class CodePullIT {
  private static final String FLOW =
      """
      package flows;
      import dev.weir.flow.*;
      /** Ä film. */
      public class OneFlow extends FlowSpec {
        @Step Next start() { return next(this::end); }
        @Step void end() {}
      }
      """;

  @TempDir private Path folder;

  @Test
  void aRunGivesBackExactlyWhatRanAndKeepsWhatIsThere() throws Exception {
    // Given
    var weir = new PackagedWeir(folder);
    var source = Files.writeString(folder.resolve("OneFlow.java"), FLOW);
    weir.run("run", "OneFlow.java");
    Files.writeString(source, FLOW.replace("film", "book"));
    var id = newest(weir);
    var pulled = folder.resolve("back/flows/OneFlow.java");
    // When
    var first = weir.run("code", "pull", id, "back");
    var again = weir.run("code", "pull", id, "back");
    var content = Files.readString(pulled);
    Files.writeString(pulled, "mine");
    var refused = weir.run("code", "pull", id, "back");
    var kept = Files.readString(pulled);
    var forced = weir.run("code", "pull", id, "back", "--force");
    // Then
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).isEqualToIgnoringNewLines("back/flows/OneFlow.java");
    assertThat(content).isEqualTo(FLOW);
    assertThat(again.exitCode()).isZero();
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("OneFlow.java is there and differs", "--force");
    assertThat(kept).isEqualTo("mine");
    assertThat(forced.exitCode()).isZero();
    assertThat(pulled).hasContent(FLOW);
    assertThat(weir.run("code", "pull", "1").err()).contains("no run 1");
  }

  @Test
  void aRunIsComparedWithFilesAndWithRuns() throws Exception {
    // Given
    var weir = new PackagedWeir(folder);
    var source = Files.writeString(folder.resolve("OneFlow.java"), FLOW);
    weir.run("run", "OneFlow.java");
    var first = newest(weir);
    // When
    var same = weir.run("code", "diff", first);
    Files.writeString(source, FLOW.replace("film", "book"));
    weir.run("run", "OneFlow.java");
    var second = newest(weir);
    var folderDiffers = weir.run("code", "diff", first);
    var fileDiffers = weir.run("code", "diff", first, "OneFlow.java");
    var runDiffers = weir.run("code", "diff", first, second);
    var patched = weir.run("code", "diff", second, "OneFlow.java");
    var other = Files.writeString(folder.resolve("Other.java"), FLOW);
    // Then
    assertThat(same.exitCode()).as(same.err()).isZero();
    assertThat(same.out()).isEmpty();
    assertThat(folderDiffers.exitCode()).isOne();
    assertThat(folderDiffers.out().lines())
        .startsWith("--- a/flows/OneFlow.java", "+++ b/flows/OneFlow.java")
        .contains("-/** Ä film. */", "+/** Ä book. */");
    assertThat(fileDiffers).isEqualTo(folderDiffers);
    assertThat(runDiffers).isEqualTo(folderDiffers);
    assertThat(patched.exitCode()).isZero();
    var unlike = weir.run("code", "diff", first, other.toString());
    assertThat(unlike.exitCode()).isEqualTo(2);
    assertThat(unlike.err()).contains("flows/OneFlow.java");
    assertThat(weir.run("code", "diff", first, "1").err()).contains("no run 1");
  }

  private static String newest(PackagedWeir weir) throws Exception {
    var runs = Json.mapper().readTree(weir.run("runs", "--json").out());
    return runs.at("/0/run/id").textValue();
  }
}
