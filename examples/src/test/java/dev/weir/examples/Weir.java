package dev.weir.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.client.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The {@code weir} command as it was built, in a process of its own, with its state in a folder.
 */
final class Weir {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern RUN_ID = Pattern.compile("\\(run-id (\\w+)\\)");

  private final Path state;

  Weir(Path state) {
    this.state = state;
  }

  /** Runs a flow of this course and gives what was printed. */
  String log(Path flow, String... options) throws IOException, InterruptedException {
    var arguments = new ArrayList<>(List.of("run", flow.toString()));
    arguments.addAll(List.of(options));
    return command(arguments);
  }

  /** Runs a flow of this course and gives the artifacts of its end. */
  JsonNode run(Path flow, String... options) throws IOException, InterruptedException {
    var log = log(flow, options);
    var id = RUN_ID.matcher(log);
    assertThat(id.find()).as(log).isTrue();
    var dump = command(List.of("dump", id.group(1) + "/end", "--json"));
    return Json.read(dump.getBytes(StandardCharsets.UTF_8), JsonNode.class).get(0).get("artifacts");
  }

  private String command(List<String> arguments) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dweir.install=" + ROOT,
                "-cp",
                ROOT.resolve("cli/target/dist/lib") + "/*",
                "dev.weir.cli.Weir"));
    command.addAll(arguments);
    command.addAll(List.of("--state-dir", state.toString()));
    var out = Files.createTempFile(state, "out", ".txt");
    var error = Files.createTempFile(state, "error", ".txt");
    var process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(error.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s ends", arguments).isTrue();
    } finally {
      process.destroy();
    }
    assertThat(process.exitValue())
        .as("%s%n%s", Files.readString(out), Files.readString(error))
        .isZero();
    return Files.readString(out);
  }
}
