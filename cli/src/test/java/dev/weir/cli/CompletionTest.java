package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cli.CompletionCommand.Shell;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {
  private static final Duration LONG = Duration.ofSeconds(60);

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
    var options = bash("weir graph --fo", 2);
    var values = bash("weir graph --format ", 3);
    // Then
    assertThat(commands.split("\\s+")).containsExactlyInAnyOrder("run", "runs");
    assertThat(options).isEqualTo("--format");
    assertThat(values.split("\\s+")).contains("mermaid", "dot", "json", "svg");
  }

  @ParameterizedTest
  @CsvSource({"bash, --norc -i", "zsh, -f -i"})
  void aUserOfTheShellPressesTab(Shell shell, String flags) throws Exception {
    // Given
    assumeThat(isThere(shell.name())).as("a " + shell + " here").isTrue();
    assumeThat(Pty.isThere()).as("python3, which makes a pseudo-terminal").isTrue();
    var script = Files.writeString(folder.resolve("weir.sh"), script(shell));
    var command = Stream.concat(Stream.of(shell.name()), Stream.of(flags.split(" ")));
    try (var terminal = Pty.startUnseen(folder, command.toList())) {
      terminal.type("PS1='> '; source " + script + " && echo loa''ded\n");
      await().atMost(LONG).until(() -> terminal.written().contains("loaded"));
      // When
      terminal.type("weir gra\t");
      await().atMost(LONG).until(() -> terminal.written().contains("weir graph "));
      terminal.type("--for\t");
      await().atMost(LONG).until(() -> terminal.written().contains("format "));
      terminal.type("\t\t");
      // Then
      await()
          .atMost(LONG)
          .until(() -> terminal.written().matches("(?s).*dot +json +mermaid +svg.*"));
    }
  }

  @Test
  void aUserOfFishPressesTab() throws Exception {
    // Given
    assumeThat(isThere("fish")).as("a fish here").isTrue();
    // Then
    assertThat(fish("weir ru")).containsExactly("run", "runs");
    assertThat(fish("weir code ")).contains("pull").doesNotContain("run");
    assertThat(fish("weir code pull --f")).containsExactly("--force");
    assertThat(fish("weir graph --format ")).contains("dot", "json", "mermaid", "svg");
    assertThat(fish("weir completion ")).containsExactly("bash", "fish", "zsh");
    assertThat(fish("weir run graph --form")).isEmpty();
  }

  private List<String> fish(String line) throws Exception {
    var script = Files.writeString(folder.resolve("weir.fish"), script(Shell.fish));
    var said = output("fish", "-N", "-c", "source " + script + "; complete -C '" + line + "'");
    return said.lines().map(word -> word.replaceAll("\t.*", "")).toList();
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
