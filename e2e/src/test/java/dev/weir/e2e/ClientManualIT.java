package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session that the manual of the client shows, typed into the shell that it tells of. */
class ClientManualIT {
  private static final Path MANUAL = Weir.INSTALL.resolve("docs/client.md");
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  private record Ended(int exitCode, String out, String err) {}

  @Test
  void theManualsSessionRunsInTheShell() throws Exception {
    // Given
    for (var file : List.of("GenreStatsFlow.java", "movies.csv")) {
      Files.copy(Weir.example("03-genre-stats").resolve(file), folder.resolve(file));
    }
    var session =
        EXAMPLE
            .matcher(Files.readString(MANUAL))
            .results()
            .map(example -> example.group(1))
            .collect(Collectors.joining("\n"));
    // When
    var shell = weir(session + "\n/vars\n", "shell", "GenreStatsFlow.java");
    // Then
    assertThat(shell.exitCode()).as(shell.out() + shell.err()).isZero();
    assertThat(shell.out())
        .doesNotContain("|  Error:", "|  Warning:", "|  Exception")
        .contains("==> SUCCESSFUL", "==> true", "[report, seen]")
        .contains("Map<String,double[]> quartiles = ")
        .containsPattern("Run run = Run\\(GenreStatsFlow/\\d+, SUCCEEDED\\)");
  }

  @Test
  void aProgramReadsRunsByThePrintedClassPath() throws Exception {
    // Given
    var path = weir("", "shell", "--class-path");
    assertThat(path.exitCode()).as(path.err()).isZero();
    var program =
        Files.writeString(
            folder.resolve("Report.java"),
            """
            import dev.weir.runs.*;
            void main() {
              try (var weir = Weir.open()) {
                IO.println("runs: " + weir.runs().stream().count() + ", " + weir.flows());
              }
            }
            """);
    // When
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var report = start("", List.of(java, "-cp", path.out().strip(), program.toString()));
    // Then
    assertThat(report.out()).as(report.err()).isEqualTo("runs: 0, []\n");
    assertThat(folder.resolve(".weir")).doesNotExist();
  }

  private Ended weir(String input, String... words) throws Exception {
    var line = Stream.concat(Stream.of(Weir.INSTALL.resolve("weir").toString()), Stream.of(words));
    return start(input, line.toList());
  }

  private Ended start(String input, List<String> line) throws IOException, InterruptedException {
    var in = Files.writeString(Files.createTempFile(folder, "in", ".jsh"), input);
    var out = Files.createTempFile(folder, "out", ".txt");
    var err = Files.createTempFile(folder, "err", ".txt");
    var builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "WEIR_NO_BUILD", "1"));
    var process = builder.start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("no end of " + line + ":\n" + Weir.read(out) + Weir.read(err));
    }
    return new Ended(process.exitValue(), Weir.read(out), Weir.read(err));
  }
}
