package dev.weir.gc;

import dev.weir.protocol.Collected;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs in words. */
final class TestRuns {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final String id;
  private String flow = "Films";
  private String project = "default";
  private RunState state = RunState.SUCCEEDED;
  private Instant end = NOW;
  private List<String> tags = List.of();
  private Digest code = Digest.of(new byte[] {1});
  private Map<String, Object> parameters = Map.of();
  private @Nullable RunId origin;
  private @Nullable Collected collected;

  private TestRuns(String id) {
    this.id = id;
  }

  static TestRuns aRun(String id) {
    return new TestRuns(id);
  }

  TestRuns flow(String name) {
    flow = name;
    return this;
  }

  TestRuns project(String name) {
    project = name;
    return this;
  }

  TestRuns state(RunState now) {
    state = now;
    return this;
  }

  TestRuns endedBefore(Duration time) {
    end = NOW.minus(time);
    return this;
  }

  TestRuns tags(String... words) {
    tags = List.of(words);
    return this;
  }

  TestRuns code(Digest codePackage) {
    code = codePackage;
    return this;
  }

  TestRuns parameters(Map<String, Object> values) {
    parameters = values;
    return this;
  }

  TestRuns origin(String run) {
    origin = new RunId(run);
    return this;
  }

  TestRuns collected(Collected by) {
    collected = by;
    return this;
  }

  RunRecord record() {
    return new RunRecord(
        new RunId(id),
        new Project(project),
        "ada",
        flow,
        code,
        parameters,
        tags,
        List.of("user:ada"),
        state,
        end.minusSeconds(60),
        state.ended() ? end : null,
        origin,
        null,
        collected);
  }
}
