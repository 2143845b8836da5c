package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.CompletionCommand.Shell;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
  @TempDir private Path folder;

  private static String script(Shell shell) {
    return CompletionCommand.script(shell, Output.standard());
  }

  private String bash(String words, int position) throws Exception {
    var script = Files.writeString(folder.resolve("weir.bash"), script(Shell.bash));
    var line =
        "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; _complete_weir 2>/dev/null; echo \"${COMPREPLY[@]}\""
            .formatted(script, words, position, words);
    return output("bash", "--norc", "-c", line);
  }

  private static String output(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }

  @Test
  void bashParsesTheScript() throws Exception {
    // Given
    var script = Files.writeString(folder.resolve("weir.bash"), script(Shell.bash));
    // When
    var said = output("bash", "-n", script.toString());
    // Then
    assertThat(said).isEmpty();
  }

  @Test
  void bashCompletesCommandsOptionsAndTheirValues() throws Exception {
    // When
    var commands = bash("weir ru", 1);
    var options = bash("weir graph --f", 2);
    var values = bash("weir graph --format ", 3);
    // Then
    assertThat(commands.split("\\s+")).containsExactlyInAnyOrder("run", "runs");
    assertThat(options).isEqualTo("--format");
    assertThat(values.split("\\s+")).contains("mermaid", "dot", "json", "svg");
  }

  @Test
  void zshGetsAScriptThatTurnsOnWhatItNeeds() {
    // When
    var script = script(Shell.zsh);
    // Then
    assertThat(script).contains("bashcompinit", "complete ", "runs");
  }

  @Test
  void fishGetsALineForEachCommandAndOption() {
    // When
    var script = script(Shell.fish);
    // Then
    assertThat(script.lines())
        .allMatch(line -> line.startsWith("complete -c weir -n '"))
        .anyMatch(line -> line.startsWith("complete -c weir -n '__fish_use_subcommand' -f -a run "))
        .anyMatch(
            line ->
                line.startsWith(
                    "complete -c weir -n '__fish_seen_subcommand_from graph' -l format -r -f"
                        + " -a 'mermaid dot json svg' -d "));
  }
}
