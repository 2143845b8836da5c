package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.CatchPolicy;
import dev.weir.protocol.ComputePool;
import dev.weir.protocol.Resources;
import dev.weir.protocol.RetryPolicy;
import dev.weir.protocol.StepSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithTest {
  private static final CompiledFlow FLOW =
      Flows.compile(
          flow(
              """
              Failure why;
              @Step Next start() { return foreach(java.util.List.of(1), this::body); }
              @Step @Retry(times = 9) Next body() { return next(this::join); }
              @Step Next join(Inputs<F> inputs) { return next(this::end); }
              @Step void end() {}
              """));

  @Test
  void stepsThatHaveItKeepTheirOwn() {
    // When
    var flow = With.parse("retry:times=1,delay=5s").on(FLOW);
    // Then
    assertThat(settings(flow, "start").retry())
        .isEqualTo(new RetryPolicy(1, Duration.ofSeconds(5)));
    assertThat(settings(flow, "body").retry().times()).isEqualTo(9);
  }

  @Test
  void aCatchIsForStepsThatDoNotDecideWhatComesNext() {
    // When
    var flow = With.parse("catch:var=why").on(FLOW);
    // Then
    assertThat(settings(flow, "start").caught()).isNull();
    assertThat(settings(flow, "body").caught()).isEqualTo(new CatchPolicy("why", true));
    assertThat(flow.graph().step("body").writes()).contains("why");
  }

  @Test
  void eachHasItsKeys() {
    assertThat(settings(With.parse("timeout:minutes=1,seconds=30").on(FLOW), "end").timeout())
        .isEqualTo(Duration.ofSeconds(90));
    assertThat(settings(With.parse("resources:cpu=0.5,memory=512").on(FLOW), "end").resources())
        .isEqualTo(new Resources(0.5, null, 512, null, null));
    assertThat(settings(With.parse("environment:A=1,B=b").on(FLOW), "end").environment())
        .isEqualTo(Map.of("A", "1", "B", "b"));
    assertThat(settings(With.parse("batch:queue=big,x=1").on(FLOW), "end").compute())
        .isEqualTo(new ComputePool("big", null, Map.of("backend", "batch", "x", "1")));
    assertThat(settings(With.parse("card:id=c").on(FLOW), "end").annotations())
        .extracting("name")
        .isEqualTo(List.of("Card"));
    assertThat(settings(With.parse("retry").on(FLOW), "end").retry().times()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rety | no annotation rety; there are batch, cached, card, catch, compute",
        "retry:tims=3 | : 'tims=3' is no key=value; retry has times, minutes, delay",
        "retry:3 | : '3' is no key=value",
        "retry:times=many | times=many is not a number",
        "retry:delay=soon | delay=soon is not a time",
        "timeout | gives no time",
        "catch:var=no | the flow has no field `Failure no`",
      })
  void aFaultIsSaidWithWhatThereIs(String text, String message) {
    assertThatThrownBy(() -> With.parse(text).on(FLOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static StepSettings settings(CompiledFlow flow, String step) {
    return flow.graph().step(step).settings();
  }
}
