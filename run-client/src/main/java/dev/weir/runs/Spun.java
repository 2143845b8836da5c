package dev.weir.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.client.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What came of a step that was run again. Nothing of it is recorded.
 *
 * @param exitCode of the command: 0 where the step succeeded
 * @param json its artifacts, its log, and its failure where it has one, as {@code weir spin --json}
 *     prints them; empty where it could not begin
 * @param stderr what the command said besides
 */
public record Spun(int exitCode, String json, String stderr) {
  static Spun of(WeirProcess process) {
    return new Spun(process.exitCode(), process.out(), process.err());
  }

  public boolean successful() {
    return exitCode == 0;
  }

  /** An artifact that it made, as JSON; null where there is none, or only Java can read it. */
  public @Nullable Object value(String artifact) {
    var value =
        Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class)
            .path("artifacts")
            .path(artifact)
            .path("value");
    return Json.mapper().convertValue(value, Object.class);
  }
}
