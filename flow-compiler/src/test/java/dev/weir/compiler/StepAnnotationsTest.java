package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.protocol.CatchPolicy;
import dev.weir.protocol.RetryPolicy;
import dev.weir.protocol.StepSettings;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StepAnnotationsTest {
  private static final String STEPS =
      " @Step Next start() { return next(this::end); }\n@Step void end() {}\n";

  @Test
  void stepWithoutAnnotationsHasNoSettings() {
    assertThat(ofStart("")).isEqualTo(StepSettings.NONE);
  }

  @Test
  void annotationsMayBeLeftAsTheyAre() {
    // When
    var settings = ofStart("@Retry @Catch");
    // Then
    assertThat(settings.retry()).isEqualTo(new RetryPolicy(3, Duration.ofMinutes(2)));
    assertThat(settings.caught()).isEqualTo(new CatchPolicy(null, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delay = \"500ms\"           | PT0.5S",
        "delay = \"30s\"             | PT30S",
        "delay = \"5 m\"             | PT5M",
        "delay = \"2h\"              | PT2H",
        "delay = \"1d\"              | PT24H",
        "delay = \"PT1M30S\"         | PT1M30S",
        "minutesBetweenRetries = 0   | PT0S",
      })
  void delayIsWrittenAsPeopleDo(String attribute, Duration delay) {
    assertThat(ofStart("@Retry(times = 1, " + attribute + ")").retry())
        .isEqualTo(new RetryPolicy(1, delay));
  }

  @Test
  void partsOfATimeoutAddUp() {
    assertThat(ofStart("@Timeout(hours = 1, minutes = 1, seconds = 1)").timeout())
        .isEqualTo(Duration.ofSeconds(3661));
  }

  @Test
  void whatIsCaughtIsWrittenByTheStep() {
    // When
    var flow = Flows.compile(flow("Failure why; @Catch(value = \"why\", print = false)" + STEPS));
    // Then
    var start = flow.graph().step("start");
    assertThat(start.settings().caught()).isEqualTo(new CatchPolicy("why", false));
    assertThat(start.writes()).containsExactly("why");
  }

  @Test
  void overridingStepKeepsTheAnnotationsItDoesNotRepeat() {
    // Given
    var base =
        """
        import dev.weir.flow.*;
        abstract class Base extends FlowSpec {
          @Step @Retry(times = 1) @Timeout(seconds = 5) Next start() { return next(this::end); }
          @Step void end() {}
        }
        """;
    var derived =
        """
        public class F extends Base {
          @Override @Step @Retry(times = 4) Next start() { return next(this::end); }
        }
        """;
    // When
    var settings = Flows.compile(base + derived).graph().step("start").settings();
    // Then
    assertThat(settings.retry()).isEqualTo(new RetryPolicy(4, Duration.ofMinutes(2)));
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refuses(String problem, String body) {
    assertThat(Flows.problems(flow(body))).containsExactly(problem);
  }

  static Stream<Arguments> refuses() {
    return Stream.of(
        arguments("3: @Retry of step start asks for -1 times", "@Retry(times = -1)" + STEPS),
        arguments("3: @Retry of step start asks for 101 times", "@Retry(times = 101)" + STEPS),
        arguments(
            "3: @Retry of step start waits for no time that there is: soon",
            "@Retry(delay = \"soon\")" + STEPS),
        arguments(
            "3: @Retry of step start waits for no time that there is: -1m",
            "@Retry(minutesBetweenRetries = -1)" + STEPS),
        arguments("3: @Timeout of step start gives it no time", "@Timeout" + STEPS),
        arguments(
            "3: @Catch of step start needs a field why that can hold a Failure",
            "@Catch(\"why\")" + STEPS),
        arguments(
            "4: @Catch of step start needs a field why that can hold a Failure",
            "String why;\n@Catch(\"why\")" + STEPS),
        arguments("3: @Retry stands on help, no step", "@Retry void help() {}\n" + STEPS),
        arguments(
            "3: @Catch stands on step start, which decides what comes next",
            """
            @Catch @Step Next start() { return foreach(new int[] {1}, this::a); }
            @Step Next a() { return next(this::j); }
            @Step Next j(Inputs<F> in) { return next(this::end); }
            @Step void end() {}
            """));
  }

  private static StepSettings ofStart(String annotations) {
    return Flows.compile(flow(annotations + STEPS)).graph().step("start").settings();
  }
}
