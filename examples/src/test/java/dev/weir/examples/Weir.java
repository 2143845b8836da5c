package dev.weir.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.client.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  static {
    prepare();
  }

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
    var out = Files.createTempFile(state, "out", ".txt");
    var error = Files.createTempFile(state, "error", ".txt");
    var builder = script(arguments);
    builder.command().addAll(List.of("--state-dir", state.toString()));
    builder.environment().put("XDG_CACHE_HOME", state.resolve("cache").toString());
    var process = builder.redirectOutput(out.toFile()).redirectError(error.toFile()).start();
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

  private static ProcessBuilder script(List<String> arguments) {
    var builder = new ProcessBuilder(ROOT.resolve("weir").toString());
    builder.command().addAll(arguments);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("WEIR_NO_BUILD", "1");
    return builder;
  }

  /** As after a user's first command: each start in these tests is a quick one. */
  private static void prepare() {
    var discard = ProcessBuilder.Redirect.DISCARD;
    try {
      script(List.of("prepare")).redirectOutput(discard).redirectError(discard).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
