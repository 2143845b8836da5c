package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.ComputePool;
import dev.weir.protocol.FlowSettings;
import dev.weir.protocol.FlowSettings.ExitHook;
import dev.weir.protocol.FlowSettings.Trigger;
import dev.weir.protocol.Resources;
import dev.weir.protocol.SecretSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What annotations say is recorded with steps and flows, and refused where it makes no sense. */
class DeclaredAnnotationsTest {
  private static final String STEPS =
      "@Step Next start() { return next(this::end); } @Step void end() {}\n";

  @Test
  void aStepsAnnotationsAreItsSettings() {
    // When
    var step =
        step(
            """
            @Step
            @Resources(cpu = 2, memory = 8192)
            @Compute(pool = "gpu", image = "img:1", options = "zone=a")
            @Environment({"A=1", "B=x=y"})
            @Secrets(value = {"env:HOME as H", "aws:prod/db", "inline:C=3"}, role = "arn:r")
            @Card(id = "one") @Card(type = "blank") @Cached(key = "v1", ttl = "30d")
            Next start() { return next(this::end); }
            """);
    // Then
    assertThat(step.resources()).isEqualTo(new Resources(2.0, null, 8192, null, null));
    assertThat(step.compute()).isEqualTo(new ComputePool("gpu", "img:1", Map.of("zone", "a")));
    assertThat(step.environment()).isEqualTo(Map.of("A", "1", "B", "x=y"));
    assertThat(step.secrets())
        .containsExactly(
            new SecretSource("environment", "HOME", null, Map.of("as", "H")),
            new SecretSource("aws-secrets-manager", "prod/db", "arn:r", null),
            new SecretSource("inline", null, null, Map.of("C", "3")));
    assertThat(step.annotations()).extracting("name").containsExactly("Card", "Card", "Cached");
    assertThat(step.annotations().getFirst().attributes())
        .containsEntry("id", "one")
        .containsEntry("timeout", 45);
  }

  @Test
  void theFlowsAnnotationsHoldForAllStepsThatSayNoOther() {
    // When
    var graph =
        Flows.compile(
                """
                import dev.weir.flow.*;
                @Environment({"A=flow", "B=flow"}) @Batch(queue = "big", role = "r")
                public class F extends FlowSpec {
                  @Step @Environment("A=step") Next start() { return next(this::end); }
                  @Step void end() {}
                }
                """)
            .graph();
    // Then
    assertThat(graph.step("start").settings().environment())
        .isEqualTo(Map.of("A", "step", "B", "flow"));
    assertThat(graph.step("end").settings().environment())
        .isEqualTo(Map.of("A", "flow", "B", "flow"));
    assertThat(graph.step("end").settings().compute())
        .isEqualTo(new ComputePool("big", null, Map.of("backend", "batch", "role", "r")));
  }

  @Test
  void aFlowsAnnotationsAreItsSettings() {
    // When
    var settings =
        settings(
            """
            @Project("movies") @Schedule(daily = true, timezone = "Europe/Berlin")
            @Trigger(value = "data", parameters = "n=size") @Trigger("other")
            @TriggerOnFinish({"A", "B"}) @OnExit(onSuccess = "well", onError = "badly")
            """);
    // Then
    assertThat(settings.project().name()).isEqualTo("movies");
    assertThat(settings.schedule())
        .isEqualTo(new FlowSettings.Schedule("0 0 0 * * ?", "Europe/Berlin"));
    assertThat(settings.triggers())
        .containsExactly(
            new Trigger("data", null, Map.of("n", "size")),
            new Trigger("other", null, Map.of()),
            new Trigger(null, "A", null),
            new Trigger(null, "B", null));
    assertThat(settings.exitHooks())
        .containsExactly(new ExitHook("well", true, false), new ExitHook("badly", false, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@Project(\"My Movies\") | @Project has the name 'My Movies'",
        "@Schedule | @Schedule says no time",
        "@Schedule(daily = true, hourly = true) | @Schedule says several times",
        "@Schedule(cron = \"0 0 6 * *\") | it has 5 fields, not six or seven",
        "@Schedule(cron = \"0 60 6 * * ?\") | 60 is no minutes",
        "@Schedule(cron = \"0 0 6 * * *\") | has to be ?",
        "@Schedule(cron = \"0 0 6 ? * MOO\") | MOO is no day of the week",
        "@Schedule(daily = true, timezone = \"Mars\") | no time zone that there is: Mars",
        "@Trigger(value = \"e\", parameters = \"m=x\") | sets m, which is no parameter",
        "@Trigger(\"\") | @Trigger names nothing",
        "@OnExit(onError = \"none\") | @OnExit names no usable method: none",
        "@Environment(\"A\") | @Environment has 'A'",
        "@Environment(\"1A=2\") | sets '1A', which is no name",
        "@Environment(\"WEIR_RUN_ID=2\") | sets 'WEIR_RUN_ID'",
        "@Environment({\"A=1\", \"A=2\"}) | @Environment sets A twice",
        "@Secrets(\"vault:x\") | @Secrets has 'vault:x', which names no secret",
        "@Environment(\"A=1\") @Secrets(\"env:A\") | environment variable A is set twice",
        "@Secrets({\"env:A\", \"inline:A=1\"}) | environment variable A is set twice",
        "@Compute @Batch | a step has @Compute and @Batch",
        "@Environment(\"A=${cfg.a}\") | ${cfg.a} names no value: there is no cfg",
      })
  void whatMakesNoSenseIsRefused(String annotations, String message) {
    assertThat(Flows.problems(source(annotations))).anyMatch(problem -> problem.contains(message));
  }

  @ParameterizedTest
  @CsvSource({
    "0 0/15 8-18 ? * MON-FRI",
    "0 30 6 L * ? 2026-2030",
    "0 0 0 ? * 6#3",
    "0 0 12 1W * ?"
  })
  void cronExpressionsOfQuartzAreTaken(String cron) {
    assertThat(Flows.problems(source("@Schedule(cron = \"" + cron + "\")"))).isEmpty();
  }

  @Test
  void outsideOfStepsTheyAreRefused() {
    assertThat(Flows.problems(flow("@Cached void other() {}\n" + STEPS)))
        .containsExactly("3: @Cached stands on other, no step");
  }

  private static dev.weir.protocol.StepSettings step(String start) {
    return Flows.compile(flow(start + "@Step void end() {}\n")).graph().step("start").settings();
  }

  private static FlowSettings settings(String annotations) {
    return Flows.compile(source(annotations)).settings();
  }

  private static String source(String annotations) {
    return "import dev.weir.flow.*;\n"
        + annotations
        + "\npublic class F extends FlowSpec {\n@Parameter int n;\n"
        + "static void well() {}\nstatic void badly(EndedRun run) {}\n"
        + STEPS
        + "}\n";
  }
}
