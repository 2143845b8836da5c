package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of exit codes in docs/cli.md: one process a row. */
class ExitCodesIT {
  private static final String LINEAR = "EXAMPLES/01-linear/LinearFlow.java";
  private static final Pattern RUN_ID = Pattern.compile("run-id (\\d+)");

  @TempDir private static Path folder;
  private static String run;

  /** A command line, and what it answers. RUN is one that succeeded. */
  private record Row(int code, String command) {
    @Override
    public String toString() {
      return code + " weir " + command;
    }
  }

  private static Stream<Row> rows() {
    return Stream.of(
        new Row(0, ""),
        new Row(0, "--help"),
        new Row(0, "run --help"),
        new Row(0, "version"),
        new Row(0, "run " + LINEAR),
        new Row(0, "check " + LINEAR),
        new Row(0, "runs NoSuchFlow"),
        new Row(0, "logs RUN/start --follow"),
        new Row(0, "code diff RUN RUN"),
        new Row(0, "down"),
        new Row(1, "run FLOWS/Fails.java"),
        new Row(1, "run FLOWS/Killed.java"),
        new Row(1, "status"),
        new Row(1, "spin CHANGED RUN/start"),
        new Row(1, "code diff RUN CHANGED"),
        new Row(2, "nonsense"),
        new Row(2, "runs --nonsense"),
        new Row(2, "runs --limit many"),
        new Row(2, "dump"),
        new Row(2, "run"),
        new Row(2, "run nowhere.java"),
        new Row(2, "run " + LINEAR + " --nonsense 1"),
        new Row(2, "run " + LINEAR + " --max-workers 0"),
        new Row(2, "run FLOWS/NoJoin.java"),
        new Row(2, "check FLOWS/NoJoin.java"),
        new Row(2, "check FLOWS/NoJoin.java --json"),
        new Row(2, "resume --origin-run-id 1"),
        new Row(2, "dump 1/start"),
        new Row(2, "dump RUN/nowhere"),
        new Row(2, "logs 1/start"),
        new Row(2, "logs RUN/nowhere -f"),
        new Row(2, "graph 1"),
        new Row(2, "code pull 1"),
        new Row(2, "code diff 1"),
        new Row(3, "run " + LINEAR + " --on mesh"),
        new Row(3, "run " + LINEAR + " --run-id-file nowhere/id"),
        new Row(3, "runs --state-dir BROKEN"));
  }

  @BeforeAll
  static void aRunAndWhatElseTheRowsName() throws IOException {
    var weir = new Weir(folder);
    var linear = Weir.example("01-linear/LinearFlow.java");
    var first = weir.run("run", linear);
    var id = RUN_ID.matcher(first.out());
    assertThat(id.find()).as(first.all()).isTrue();
    run = id.group(1);
    var changed = Files.createDirectory(folder.resolve("changed")).resolve("LinearFlow.java");
    var throwing = "Next start() {\n    if (getClass() != null) throw new IllegalStateException();";
    var source = Files.readString(linear);
    assertThat(source).contains("Next start() {");
    Files.writeString(changed, source.replace("Next start() {", throwing));
    var broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(broken.resolve("weir.db"), "this is no database, but a long line of text\n");
  }

  private static Object[] words(String command) {
    return Arrays.stream(command.split(" "))
        .filter(word -> !word.isEmpty())
        .map(
            word ->
                word.replace("EXAMPLES", Weir.INSTALL.resolve("examples").toString())
                    .replace("FLOWS", Weir.flow("").toString())
                    .replace("CHANGED", folder.resolve("changed/LinearFlow.java").toString())
                    .replace("BROKEN", folder.resolve("broken").toString())
                    .replace("RUN", run))
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aCommandEndsWithItsCode(Row row) {
    // When
    var result = new Weir(folder).run(words(row.command()));
    // Then
    assertThat(result.exitCode()).as(result.all()).isEqualTo(row.code());
    assertThat(result.err()).doesNotContain("a fault of Weir's own");
    assertThat(row.code() < 2 || !result.err().isBlank() || !result.out().isBlank())
        .as("it says why")
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
  void aSignalEndsARunWithItsCode(String signal, int code, @TempDir Path gate) throws Exception {
    // Given
    var weir = new Weir(gate);
    var process =
        weir.start(
            gate.resolve("out"),
            gate.resolve("err"),
            "run",
            Weir.flow("Gated.java"),
            "--gate",
            gate);
    await().atMost(Duration.ofSeconds(90)).until(() -> tasksIn(gate) > 0);
    // When
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    // Then
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(code);
    assertThat(weir.run("runs").out()).contains("CANCELLED");
  }

  @Test
  void theManualListsTheseCodes() throws IOException {
    // Given
    var manual = Files.readString(Weir.INSTALL.resolve("docs/cli.md"));
    var table = manual.substring(manual.indexOf("## Exit codes"));
    var rows = table.substring(0, table.indexOf("\n## ", 3));
    // When
    var documented =
        Pattern.compile("(?m)^\\| (\\d+) \\|")
            .matcher(rows)
            .results()
            .map(found -> Integer.valueOf(found.group(1)))
            .collect(Collectors.toSet());
    // Then: 70 is for faults that no test knows
    var tested = rows().map(Row::code).collect(Collectors.toSet());
    tested.addAll(Set.of(129, 130, 143, 70));
    assertThat(documented).isEqualTo(tested);
  }

  private static long tasksIn(Path gate) throws IOException {
    try (var files = Files.list(gate)) {
      return files.filter(file -> file.getFileName().toString().startsWith("began-")).count();
    }
  }
}
