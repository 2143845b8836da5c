package dev.weir.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.launcher.TaskReport;
import dev.weir.protocol.Digest;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.Transition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitLimitTest {
  private static final TaskKey START = new TaskKey("start", List.of());
  private static final Digest BLOB = Digest.of(new byte[0]);

  @Test
  void aForeachWithinTheLimitPasses() {
    var report = report(new Transition.Foreach("body", 100, BLOB));
    assertThat(SplitLimit.DEFAULT.check(START, report)).isSameAs(report);
  }

  @Test
  void aForeachBeyondItFailsItsTaskAndNamesTheOption() {
    // When
    var report = SplitLimit.DEFAULT.check(START, report(new Transition.Foreach("body", 101, BLOB)));
    // Then
    var failure = ((TaskOutcome.Failed) report.outcome()).failure();
    assertThat(failure.kind()).isEqualTo(FailureKind.USER_ERROR);
    assertThat(failure.message())
        .isEqualTo(
            "foreach in step start has 101 items, more than the 100 allowed: --max-num-splits 101"
                + " allows them");
    assertThat(report.pid()).isEqualTo(42);
  }

  @Test
  void anAbsurdGangIsRefused() {
    // When
    var report = SplitLimit.DEFAULT.check(START, report(new Transition.Parallel("train", 65)));
    // Then
    assertThat(((TaskOutcome.Failed) report.outcome()).failure().message())
        .isEqualTo("step start asks for 65 nodes at once: one machine runs at most 64");
  }

  private static TaskReport report(Transition transition) {
    return new TaskReport(new TaskOutcome.Succeeded(BLOB, transition), Map.of(), 42);
  }
}
