package dev.weir.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.history.RecordException;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskOrigin;
import dev.weir.protocol.TaskState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeirTest {
  private static final TaskKey START = new TaskKey("start", List.of());
  private static final Failure FAILURE =
      new Failure(FailureKind.USER_ERROR, "no such genre", "at Fan.java:7");

  @TempDir private Path folder;
  private Recorded recorded;
  private Weir weir;

  @BeforeEach
  void open() throws IOException {
    recorded = new Recorded(folder);
    weir = Weir.local(folder).namespace("user:ada");
  }

  @AfterEach
  void close() {
    weir.close();
    recorded.close();
  }

  @Test
  void theNewestRunsOfAFlowAreItsLatest() {
    // Given
    var good = recorded.begin("ada", "Fan", RunState.SUCCEEDED);
    var bad = recorded.begin("ada", "Fan", RunState.FAILED);
    recorded.begin("bob", "Fan", RunState.SUCCEEDED);
    // When
    var flow = weir.flow("Fan");
    // Then
    assertThat(flow.latestRun()).map(Run::id).contains(bad.value());
    assertThat(flow.latestSuccessfulRun()).map(Run::id).contains(good.value());
    assertThat(weir.flows()).containsExactly(flow);
    assertThatThrownBy(() -> weir.flow("Fun"))
        .isInstanceOf(RecordException.class)
        .hasMessageContainingAll("no run of a flow Fun", "user:ada", "Fan", "namespace(null)");
  }

  @Test
  void runsOutsideOfTheNamespaceAreRefusedAndSayHow() {
    // Given
    var id = recorded.begin("bob", "Fan", RunState.SUCCEEDED).value();
    // Then
    assertThatThrownBy(() -> weir.run(id))
        .isInstanceOf(NamespaceException.class)
        .hasMessageContainingAll(id, "user:ada", "namespace(\"user:bob\")", "namespace(null)");
    assertThat(weir.runs()).isEmpty();
    assertThat(weir.namespace("user:bob").run("Fan/" + id).owner()).isEqualTo("bob");
    assertThat(weir.namespace(null).runs()).extracting(Run::id).containsExactly(id);
    assertThatThrownBy(() -> weir.run("1")).hasMessageContainingAll("no run 1", folder.toString());
  }

  @Test
  void manyRunsAreStreamedInOrderAndNarrowed() {
    // Given: more than two pages
    for (int i = 0; i < 230; i++) {
      recorded.begin("ada", "Fan", i % 2 == 0 ? RunState.SUCCEEDED : RunState.FAILED, "t" + i % 5);
    }
    // Then
    assertThat(weir.runs().stream().map(Run::createdAt).toList())
        .hasSize(230)
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(weir.runs().tagged("t1").inState(RunState.FAILED)).hasSize(23);
    assertThat(weir.flow("Fan").runs("t1", "t2")).isEmpty();
    assertThat(weir.runs().ownedBy("bob").newest()).isEmpty();
    assertThat(weir.runs().stream().limit(3)).hasSize(3);
  }

  @Test
  void aRunKnowsItsParametersStepsAndData() throws IOException {
    // Given
    var id = recorded.begin("ada", "Fan", RunState.SUCCEEDED, "good");
    recorded.runWhole(id, 7);
    // When
    var run = weir.run(id.value());
    // Then
    assertThat(run.successful()).isTrue();
    assertThat(run.parameters())
        .containsEntry("given", 3)
        .containsEntry("byDefault", 7)
        .containsEntry("field", 5);
    assertThat(run.tags()).containsExactly("good", "user:ada");
    assertThat(run.steps()).extracting(Step::name).containsExactly("start", "body", "join", "end");
    assertThat(run.step("body").size()).isEqualTo(7);
    assertThat(run.step("body").parents()).containsExactly(run.step("start"));
    assertThat(run.step("body").children()).containsExactly(run.step("join"));
    assertThat(run.step("end").finishedAt()).contains(Recorded.BEGIN.plusSeconds(1));
    assertThat(run.data().names()).containsExactly("total", "words");
    assertThat(run.data().value("total", Long.class)).isEqualTo(42L);
    assertThat(run.data().value("total", long.class)).isEqualTo(42L);
    assertThat(run.data().value("words")).isEqualTo(List.of("word0", "word1", "word2"));
    assertThat(run.data().get("words").list(String.class)).contains("word1");
    assertThat(run.data().get("words").json()).isEqualTo("[\"word0\",\"word1\",\"word2\"]");
    assertThatThrownBy(() -> run.data().get("none")).hasMessageContaining("total, words");
    assertThatThrownBy(() -> run.data().value("words", Integer.class))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("words");
    assertThatThrownBy(() -> run.step("nowhere")).hasMessageContaining("start, body, join, end");
  }

  @Test
  void tasksKnowTheirParentsAndChildren() throws IOException {
    // Given
    var id = recorded.begin("ada", "Fan", RunState.SUCCEEDED);
    recorded.runWhole(id, 7);
    var run = weir.run(id.value());
    var third = weir.task("Fan/" + id + "/body/b2");
    // Then
    assertThat(third.index()).hasValue(2);
    assertThat(third.parents()).containsExactly(run.step("start").task());
    assertThat(third.children()).containsExactly(run.step("join").task());
    assertThat(run.step("start").task().children())
        .extracting(Task::id)
        .containsExactly("b0", "b1", "b2", "b3", "b4", "b5", "b6");
    assertThat(run.step("join").task().parents())
        .extracting(task -> task.artifacts().value("square", int.class))
        .containsExactly(0, 1, 4, 9, 16, 25, 36);
    assertThat(run.step("end").task().children()).isEmpty();
    assertThatThrownBy(() -> weir.task(id + "/start/b2")).hasMessageContaining("no task b2");
    assertThatThrownBy(() -> weir.task("b2")).hasMessageContaining("RUN/STEP/TASK");
  }

  @Test
  void attemptsHaveTheirOwnFailuresAndLogs() {
    // Given
    var id = recorded.begin("ada", "Fan", RunState.FAILED);
    recorded.attempt(id, "1", START, 0, FAILURE);
    recorded.log(id, "1", 0, LogLine.Stream.STDOUT, "first");
    recorded.attempt(id, "1", START, 1, FAILURE);
    recorded.log(id, "1", 1, LogLine.Stream.STDOUT, "second", "more");
    recorded.log(id, "1", 1, LogLine.Stream.STDERR, "oops");
    // When
    var task = weir.run(id.value()).failedTask().orElseThrow();
    // Then
    assertThat(task.state()).isEqualTo(TaskState.FAILED);
    assertThat(task.successful()).isFalse();
    assertThat(task.passed()).isFalse();
    assertThat(task.failure()).contains(FAILURE);
    assertThat(task.stdout()).isEqualTo("second\nmore\n");
    assertThat(task.stderr()).isEqualTo("oops\n");
    assertThat(task.attempts()).hasSize(2);
    assertThat(task.attempt(0).stdout()).isEqualTo("first\n");
    assertThatThrownBy(() -> task.attempt(2)).hasMessageContaining("0, 1");
    assertThatThrownBy(() -> task.artifacts().get("x")).hasMessageContaining("FAILED");
    assertThatThrownBy(task.run()::data).hasMessageContaining("not reached its end");
  }

  @Test
  void whatCatchMadeUpForPassedAndDidNotSucceed() {
    // Given
    var id = recorded.begin("ada", "Fan", RunState.RUNNING);
    recorded.catchFailure(id, "b0", Recorded.body(0, 2), FAILURE);
    // When
    var task = weir.task(id + "/body/b0");
    // Then
    assertThat(task.passed()).isTrue();
    assertThat(task.successful()).isFalse();
    assertThat(task.failure()).contains(FAILURE);
  }

  @Test
  void aTaskThatWasTakenOverHasTheLogOfTheOneThatRan() {
    // Given
    var ran = recorded.begin("ada", "Fan", RunState.FAILED);
    recorded.attempt(ran, "b0", Recorded.body(0, 2), 1, null);
    recorded.log(ran, "b0", 1, LogLine.Stream.STDOUT, "it was me");
    var resumed = recorded.begin("ada", "Fan", RunState.SUCCEEDED);
    var origin = new TaskOrigin(ran, new TaskId("b0"));
    recorded.takeOver(resumed, "b7", Recorded.body(0, 2), origin);
    // When
    var task = weir.task(resumed + "/body/b7");
    // Then
    assertThat(task.stdout()).isEqualTo("it was me\n");
    assertThat(task.originPathspec()).contains("Fan/" + ran + "/body/b0");
  }

  @Test
  void tagsChangeAndWhatWasReadBeforeStays() {
    // Given
    var before = weir.run(recorded.begin("ada", "Fan", RunState.SUCCEEDED, "old").value());
    // When
    var after = before.addTags("good", "new").removeTags("old");
    // Then
    assertThat(after.userTags()).containsExactly("good", "new");
    assertThat(before.userTags()).containsExactly("old");
    assertThat(before.refresh().userTags()).containsExactly("good", "new");
    assertThat(before).isEqualTo(after);
    assertThatThrownBy(() -> after.removeTags("user:ada"))
        .isInstanceOf(RecordException.class)
        .hasMessageContaining("system tag");
  }

  @Test
  void oneCanWaitForARunThatGoesOn() throws Exception {
    // Given
    var id = recorded.begin("ada", "Fan", RunState.RUNNING);
    var run = weir.run(id.value());
    assertThatThrownBy(() -> run.await(Duration.ofMillis(50)))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining(id.value());
    // When
    var waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return run.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    recorded.end(id, RunState.SUCCEEDED);
    // Then
    assertThat(waiting.get().successful()).isTrue();
    assertThat(run.finished()).isFalse();
  }

  @Test
  void aDamagedValueIsNeverGivenOut() throws IOException {
    // Given: too large to travel in the record
    var id = recorded.begin("ada", "Fan", RunState.SUCCEEDED);
    var large = recorded.artifact("x".repeat(10_000), String.class);
    recorded.succeed(
        id, "1", START, new dev.weir.protocol.Transition.End(), java.util.Map.of("large", large));
    var artifact = weir.task(id + "/start/1").artifacts().get("large");
    assertThat(artifact.size()).isEqualTo(10_000);
    assertThat(artifact.value()).isEqualTo("x".repeat(10_000));
    // When
    try (var files = Files.walk(folder.resolve("blobs"))) {
      var blob = files.filter(file -> file.toString().contains(artifact.sha256())).findFirst();
      Files.write(blob.orElseThrow(), "y".repeat(10_000).getBytes());
    }
    // Then
    assertThatThrownBy(artifact::value)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("large");
  }

  @Test
  void aRecordThatComesLaterIsFound(@TempDir Path later) throws IOException {
    // Given
    try (var early = Weir.local(later).namespace(null)) {
      assertThat(early.runs()).isEmpty();
      assertThat(early.flows()).isEmpty();
      // When
      try (var now = new Recorded(later)) {
        now.begin("ada", "Fan", RunState.SUCCEEDED);
        // Then
        assertThat(early.runs()).hasSize(1);
      }
    }
  }
}
