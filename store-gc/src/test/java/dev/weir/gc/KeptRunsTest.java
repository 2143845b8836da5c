package dev.weir.gc;

import static dev.weir.gc.TestRuns.NOW;
import static dev.weir.gc.TestRuns.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.Collected;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptRunsTest {
  private static final Duration MONTH = Duration.ofDays(30);

  private static Map<RunId, String> dropped(Retention retention, TestRuns... runs) {
    var rules = new KeptRuns(retention, NOW);
    List.of(runs).stream().map(TestRuns::record).forEach(rules::add);
    return rules.dropped();
  }

  @Test
  void withoutRulesEveryRunIsKept() {
    // Given
    var ancient = aRun("1").endedBefore(Duration.ofDays(4000));
    // When
    // Then
    assertThat(dropped(Retention.ALL, ancient)).isEmpty();
  }

  @Test
  void aRunThatEndedLongAgoGoesAndTheReasonIsSaid() {
    // Given
    var old = aRun("1").endedBefore(MONTH.plusSeconds(1));
    var young = aRun("2").endedBefore(MONTH.minusSeconds(1));
    // When
    var dropped = dropped(new Retention(MONTH, null, null, null), old, young);
    // Then
    assertThat(dropped)
        .isEqualTo(
            Map.of(new RunId("1"), "ended more than 30 days ago, and has no tag that keeps it"));
  }

  @Test
  void theNewestOfEachFlowStayAndTheNewestThatSucceeded() {
    // Given
    var retention = new Retention(null, 2, null, null);
    // When
    var dropped =
        dropped(
            retention,
            aRun("1").endedBefore(Duration.ofDays(9)),
            aRun("2").endedBefore(Duration.ofDays(8)),
            aRun("3").endedBefore(Duration.ofDays(7)),
            aRun("4").endedBefore(Duration.ofDays(6)).state(RunState.FAILED),
            aRun("5").endedBefore(Duration.ofDays(5)).state(RunState.FAILED),
            aRun("6").endedBefore(Duration.ofDays(5)).state(RunState.FAILED),
            aRun("7").endedBefore(Duration.ofDays(20)).flow("Other"));
    // Then
    assertThat(dropped.keySet()).containsExactlyInAnyOrder(new RunId("1"), new RunId("4"));
    assertThat(dropped.get(new RunId("1"))).contains("not among the newest 2 of its flow");
  }

  @Test
  void oneRuleThatKeepsARunIsEnough() {
    // Given
    var retention = new Retention(MONTH, 1, List.of("gold"), null);
    // When
    var dropped =
        dropped(
            retention,
            aRun("1").endedBefore(Duration.ofDays(99)).tags("gold"),
            aRun("2").endedBefore(Duration.ofDays(98)),
            aRun("3").endedBefore(Duration.ofDays(97)),
            aRun("4").endedBefore(Duration.ofDays(3)).flow("Other"),
            aRun("5").endedBefore(Duration.ofDays(2)).flow("Other"));
    // Then
    assertThat(dropped.keySet()).containsExactly(new RunId("2"));
  }

  @Test
  void aRunInMotionAndTheOneItResumesStay() {
    // Given
    var retention = new Retention(Duration.ZERO, null, null, null);
    // When
    var dropped =
        dropped(
            retention,
            aRun("1").endedBefore(MONTH),
            aRun("2").endedBefore(MONTH),
            aRun("3").endedBefore(MONTH).state(RunState.RUNNING).origin("1"));
    // Then
    assertThat(dropped.keySet()).containsExactly(new RunId("2"));
  }

  @Test
  void aProjectMayHaveRulesOfItsOwn() {
    // Given
    var retention =
        new Retention(
            null,
            null,
            null,
            Map.of("scratch", new Retention(Duration.ofDays(1), null, null, null)));
    // When
    var dropped =
        dropped(
            retention,
            aRun("1").endedBefore(MONTH),
            aRun("2").endedBefore(MONTH).project("scratch"));
    // Then
    assertThat(dropped.keySet()).containsExactly(new RunId("2"));
  }

  @Test
  void aRunThatWasDroppedBeforeIsNotCountedAgain() {
    // Given
    var retention = new Retention(null, 1, null, null);
    RunRecord gone =
        aRun("2").endedBefore(Duration.ofDays(1)).collected(new Collected(NOW, "x")).record();
    var rules = new KeptRuns(retention, NOW);
    // When
    rules.add(aRun("1").endedBefore(MONTH).record());
    rules.add(gone);
    // Then
    assertThat(rules.dropped()).isEmpty();
  }
}
