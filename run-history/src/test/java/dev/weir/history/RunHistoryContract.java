package dev.weir.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.client.RunFilter;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Collected;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.Frame;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogScrub;
import dev.weir.protocol.LogScrubRequest;
import dev.weir.protocol.Project;
import dev.weir.protocol.Provenance;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.protocol.StepRecord;
import dev.weir.protocol.TagChange;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskState;
import dev.weir.protocol.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every record of runs promises to those who ask it. */
abstract class RunHistoryContract {
  private static final Instant NOW = Instant.parse("2026-11-20T23:21:46.936Z");
  private static final Digest DIGEST = Digest.of(new byte[] {1});

  abstract RunHistory history();

  abstract RunRecorder recorder();

  /** A run's id that is new, and greater than those before. */
  abstract RunId nextRun();

  private RunRecord aRun(RunId id, String flow, RunState state) {
    return new RunRecord(
        id,
        new Project("default"),
        "ada",
        flow,
        DIGEST,
        Map.of("maxGenres", 7),
        List.of("nightly"),
        List.of("runtime:local"),
        state,
        NOW,
        state.ended() ? NOW.plusSeconds(3) : null,
        new RunId("7"),
        new Provenance("https://example.org/films.git", null, "0a1b2c3", false));
  }

  private static AttemptRecord anAttempt(
      RunId run, String task, String step, AttemptState state, @Nullable Failure failure) {
    boolean succeeded = state == AttemptState.SUCCEEDED;
    return new AttemptRecord(
        run,
        new TaskId(task),
        new TaskKey(step, List.of(new Frame("start", 0, 2))),
        0,
        state,
        "local",
        42L,
        NOW,
        state == AttemptState.RUNNING ? null : NOW.plusSeconds(1),
        succeeded ? DIGEST : null,
        succeeded ? Map.of("x", new ArtifactRef("json", "int", DIGEST, "Nw==")) : Map.of(),
        failure);
  }

  @Test
  void aRunReadsBackAsItWasStored() {
    // Given
    var run = aRun(nextRun(), "Stored", RunState.SUCCEEDED);
    // When
    recorder().store(run);
    // Then
    assertThat(history().run(run.id())).contains(run);
  }

  @Test
  void aRunThatIsCollectedSaysWhenAndByWhichRule() {
    // Given
    var run = aRun(nextRun(), "Collected", RunState.SUCCEEDED);
    recorder().store(run);
    var first = new Collected(NOW, "ended more than 30 days ago");
    // When
    history().collect(run.id(), first);
    history().collect(run.id(), new Collected(NOW.plusSeconds(1), "another rule"));
    // Then
    assertThat(history().run(run.id()).map(RunRecord::collected)).contains(first);
  }

  @Test
  void runsComeNewestFirstAndByFlow() {
    // Given
    var first = aRun(nextRun(), "Listed", RunState.RUNNING);
    var second = aRun(nextRun(), "Listed", RunState.RUNNING);
    List.of(first, second, aRun(nextRun(), "Other", RunState.RUNNING)).forEach(recorder()::store);
    var listed = RunFilter.newest(10).ofFlow("Listed");
    // Then
    assertThat(history().runs(listed)).containsExactly(second, first);
    assertThat(history().runs(listed.atMost(1))).containsExactly(second);
  }

  @Test
  void runsAreFoundByTagOwnerAndState() {
    // Given
    var good = aRun(nextRun(), "Found", RunState.SUCCEEDED);
    var going = aRun(nextRun(), "Found", RunState.RUNNING);
    var failed = aRun(nextRun(), "Found", RunState.FAILED);
    List.of(good, going, failed).forEach(recorder()::store);
    history().tag(good.id(), new TagChange(List.of("good"), null));
    var all = RunFilter.newest(10).ofFlow("Found");
    // Then
    assertThat(ids(all.tagged("nightly").tagged("runtime:local")))
        .containsExactly(failed.id(), going.id(), good.id());
    assertThat(ids(all.tagged("nightly").tagged("good"))).containsExactly(good.id());
    assertThat(ids(all.tagged("bad"))).isEmpty();
    assertThat(ids(all.ownedBy("ada").inState(RunState.SUCCEEDED))).containsExactly(good.id());
    assertThat(ids(all.inState(RunState.RUNNING))).containsExactly(going.id());
    assertThat(ids(all.ownedBy("bob"))).isEmpty();
    assertThat(ids(all.after(going.id()))).containsExactly(good.id());
    assertThat(ids(all.inState(RunState.SUCCEEDED).atMost(1))).containsExactly(good.id());
  }

  @Test
  void usersTagsChangeAndSystemTagsStay() {
    // Given
    var run = aRun(nextRun(), "Tagged", RunState.SUCCEEDED);
    recorder().store(run);
    // When
    var tagged = history().tag(run.id(), new TagChange(List.of("a", "b"), List.of("nightly")));
    // Then
    assertThat(tagged.tags()).containsExactly("a", "b");
    assertThat(tagged.systemTags()).isEqualTo(run.systemTags());
    assertThat(history().run(run.id())).contains(tagged);
    assertThatThrownBy(() -> history().tag(run.id(), new TagChange(null, List.of("runtime:local"))))
        .hasMessageContaining("'runtime:local' is a system tag");
  }

  @Test
  void aRunThatEndsKeepsTheTagsItGotMeanwhile() {
    // Given
    var run = aRun(nextRun(), "Going", RunState.RUNNING);
    recorder().store(run);
    history().tag(run.id(), new TagChange(List.of("good"), null));
    // When
    recorder().store(run.ended(RunState.SUCCEEDED, NOW.plusSeconds(3)));
    // Then
    var ended = history().run(run.id()).orElseThrow();
    assertThat(ended.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(ended.tags()).containsExactly("nightly", "good");
  }

  private List<RunId> ids(RunFilter which) {
    return history().runs(which).stream().map(RunRecord::id).toList();
  }

  @Test
  void anEndedRunStaysEnded() {
    // Given
    var id = nextRun();
    recorder().store(aRun(id, "Ended", RunState.SUCCEEDED));
    // When
    recorder().store(aRun(id, "Ended", RunState.RUNNING));
    // Then
    assertThat(history().run(id)).map(RunRecord::state).contains(RunState.SUCCEEDED);
  }

  @Test
  void aTakenIdIsNotBegunAgain() {
    // Given
    var run = aRun(nextRun(), "Begun", RunState.RUNNING);
    // Then
    assertThat(recorder().begin(run)).isTrue();
    assertThat(recorder().begin(aRun(run.id(), "Another", RunState.RUNNING))).isFalse();
  }

  @Test
  void aTasksAttemptReadsBackWithItsArtifacts() {
    // Given
    var run = nextRun();
    recorder().store(aRun(run, "Flow", RunState.RUNNING));
    var done = anAttempt(run, "5", "body", AttemptState.SUCCEEDED, null);
    // When
    recorder().store(anAttempt(run, "5", "body", AttemptState.RUNNING, null));
    recorder().store(done);
    recorder().store(done);
    // Then
    var task = history().task(run, new TaskId("5")).orElseThrow();
    assertThat(task.state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(task.attempts()).containsExactly(done);
  }

  @Test
  void aFailureSaysWhy() {
    // Given
    var run = nextRun();
    recorder().store(aRun(run, "Flow", RunState.RUNNING));
    var failure = new Failure(FailureKind.USER_ERROR, "no such genre", "at Flow.java:7");
    // When
    recorder().store(anAttempt(run, "1", "start", AttemptState.FAILED, failure));
    // Then
    var task = history().task(run, new TaskId("1")).orElseThrow();
    assertThat(task.state()).isEqualTo(TaskState.FAILED);
    assertThat(task.attempts().getLast().failure()).isEqualTo(failure);
  }

  @Test
  void tasksAndStepsComeInTheOrderTheyBegan() {
    // Given
    var run = nextRun();
    recorder().store(aRun(run, "Flow", RunState.RUNNING));
    for (int task = 1; task <= 12; task++) {
      var step = task == 1 ? "start" : "body";
      recorder().store(anAttempt(run, "" + task, step, AttemptState.RUNNING, null));
    }
    // Then
    assertThat(history().steps(run)).containsExactly("start", "body");
    assertThat(history().tasks(run, "body"))
        .extracting(task -> task.id().value())
        .containsExactly("2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
    assertThat(history().tasks(run, "nowhere")).isEmpty();
    var page = history().tasks(run, "body", new TaskId("5"), 3);
    assertThat(page).extracting(task -> task.id().value()).containsExactly("6", "7", "8");
    assertThat(history().stepRecords(run))
        .extracting(StepRecord::step, StepRecord::tasks, StepRecord::succeeded)
        .containsExactly(tuple("start", 1L, 0L), tuple("body", 11L, 0L));
  }

  @Test
  void stepsCountWhatTheNewestAttemptsCameTo() {
    // Given
    var run = nextRun();
    recorder().store(aRun(run, "Counted", RunState.RUNNING));
    succeed(run, "1", new TaskKey("body", List.of(new Frame("start", 0, 2))));
    recorder().store(anAttempt(run, "2", "body", AttemptState.FAILED, null));
    // Then
    assertThat(history().stepRecords(run))
        .extracting(StepRecord::tasks, StepRecord::succeeded, StepRecord::failed)
        .containsExactly(tuple(2L, 1L, 1L));
  }

  @Test
  void allTasksOfAStepAreStreamedWhateverTheirNumber() {
    // Given: more than a page, each with its own artifact
    var run = nextRun();
    recorder().store(aRun(run, "Streamed", RunState.RUNNING));
    int count = RunHistory.PAGE + 7;
    for (int task = 0; task < count; task++) {
      recorder().store(anAttempt(run, "" + task, "body", AttemptState.SUCCEEDED, null));
    }
    // Then
    assertThat(history().taskStream(run, "body"))
        .extracting(task -> task.id().value())
        .containsExactlyElementsOf(IntStream.range(0, count).mapToObj(String::valueOf).toList());
    assertThat(history().taskStream(run, "body"))
        .allSatisfy(task -> assertThat(task.attempts().getLast().artifacts()).containsKey("x"));
  }

  @Test
  void flowsAreKnownByNameAndByTag() {
    // Given
    List.of("Zeta", "Alpha", "Alpha")
        .forEach(flow -> recorder().store(aRun(nextRun(), flow, RunState.SUCCEEDED)));
    var last = aRun(nextRun(), "Beta", RunState.SUCCEEDED);
    recorder().store(last);
    history().tag(last.id(), new TagChange(List.of("good"), null));
    // Then
    assertThat(history().flows(Optional.empty())).containsExactly("Alpha", "Beta", "Zeta");
    assertThat(history().flows(Optional.of("runtime:local"))).hasSize(3);
    assertThat(history().flows(Optional.of("good"))).containsExactly("Beta");
    assertThat(history().flows(Optional.of("bad"))).isEmpty();
  }

  @Test
  void whatSucceededIsFoundByItsFrames() {
    // Given: a foreach of 12, in which each but the first is split again
    var run = nextRun();
    recorder().store(aRun(run, "Flow", RunState.RUNNING));
    for (int index = 0; index < 12; index++) {
      var outer = new Frame("start", index, 12);
      succeed(run, "1" + index, new TaskKey("body", List.of(outer)));
      succeed(run, "2" + index, new TaskKey("body", List.of(outer), 1));
      for (int inner = 0; inner < index; inner++) {
        var frames = List.of(outer, new Frame("body", inner, index));
        succeed(run, "3" + index + "0" + inner, new TaskKey("leaf", frames));
      }
    }
    recorder().store(anAttempt(run, "99", "body", AttemptState.FAILED, null));
    var second = List.of(new Frame("start", 1, 12));
    // Then
    assertThat(history().succeededIn(run, "body", second))
        .extracting(task -> task.id().value())
        .containsExactlyInAnyOrder("11", "21");
    assertThat(history().succeededIn(run, "leaf", second)).isEmpty();
    assertThat(history().succeededWithin(run, "leaf", second))
        .extracting(task -> task.id().value())
        .containsExactly("3100");
    assertThat(history().succeededWithin(run, "body", List.of())).hasSize(24);
    assertThat(history().succeededWithin(run, "leaf", List.of())).isEmpty();
    assertThat(history().firstTask(run, "body").orElseThrow().id().value()).isEqualTo("10");
    assertThat(history().firstTask(run, "nowhere")).isEmpty();
  }

  private void succeed(RunId run, String task, TaskKey key) {
    recorder()
        .store(
            new AttemptRecord(
                run,
                new TaskId(task),
                key,
                0,
                AttemptState.SUCCEEDED,
                "local",
                42L,
                NOW,
                NOW,
                DIGEST,
                Map.of(),
                new Transition.Next("next"),
                null,
                null));
  }

  @Test
  void logsComeInOrderAndOnce() {
    // Given
    var run = nextRun();
    var task = new TaskId("1");
    recorder().store(aRun(run, "Flow", RunState.RUNNING));
    recorder().store(anAttempt(run, "1", "start", AttemptState.RUNNING, null));
    var chunks =
        List.of(
            chunk(run, task, 0, "one"), chunk(run, task, 1, "zwei – ü"), chunk(run, task, 2, ""));
    // When
    chunks.forEach(recorder()::store);
    chunks.forEach(recorder()::store);
    // Then
    assertThat(history().logs(run, task)).isEqualTo(chunks);
  }

  @Test
  void aScrubbedLogKeepsItsPlaceAndSaysWhoDidIt() {
    // Given
    var run = nextRun();
    var task = new TaskId("1");
    recorder().store(aRun(run, "Flow", RunState.RUNNING));
    recorder().store(anAttempt(run, "1", "start", AttemptState.RUNNING, null));
    recorder().store(chunk(run, task, 0, "secret one"));
    recorder().store(chunk(run, task, 1, "secret two"));
    recorder().store(anAttempt(run, "1", "start", AttemptState.SUCCEEDED, null));
    recorder().store(aRun(run, "Flow", RunState.SUCCEEDED));
    // When
    var nothing =
        history().scrub(run, task, new LogScrubRequest(null, Set.of(LogLine.Stream.STDERR)));
    var done = history().scrub(run, task, new LogScrubRequest(0, null));
    var again = history().scrub(run, task, new LogScrubRequest(null, null));
    // Then
    assertThat(nothing).extracting(LogScrub::lines).containsExactly(0L);
    assertThat(done).hasSize(1);
    assertThat(done.getFirst().lines()).isEqualTo(2);
    assertThat(done.getFirst().streams())
        .containsExactly(LogLine.Stream.STDOUT, LogLine.Stream.RUNTIME);
    assertThat(done.getFirst().by()).isEqualTo(Me.principal().name());
    assertThat(again).isEmpty();
    assertThat(history().scrubs(run)).containsExactly(nothing.getFirst(), done.getFirst());
    var left = history().logs(run, task);
    assertThat(left).extracting(LogChunk::sequence).containsExactly(0, 1);
    assertThat(left.stream().flatMap(chunk -> chunk.lines().stream()))
        .extracting(LogLine::text)
        .containsExactly(
            "[REDACTED by " + Me.principal().name() + " at " + done.getFirst().at() + "]");
  }

  @Test
  void theLogOfATaskThatStillRunsIsNotScrubbed() {
    // Given
    var run = nextRun();
    var task = new TaskId("1");
    recorder().store(aRun(run, "Flow", RunState.RUNNING));
    recorder().store(anAttempt(run, "1", "start", AttemptState.RUNNING, null));
    recorder().store(chunk(run, task, 0, "one"));
    recorder().store(aRun(run, "Flow", RunState.RUNNING)); // then all before it is stored
    // When, Then
    assertThatThrownBy(() -> history().scrub(run, task, new LogScrubRequest(null, null)))
        .hasMessageContaining("task 1 has not ended yet");
    assertThat(history().logs(run, task)).containsExactly(chunk(run, task, 0, "one"));
  }

  @Test
  void whatIsNotThereIsEmpty() {
    // Given
    var run = nextRun();
    // Then
    assertThat(history().run(run)).isEmpty();
    assertThat(history().task(run, new TaskId("1"))).isEmpty();
    assertThat(history().tasks(run, "start")).isEmpty();
  }

  @Test
  void aTailGivesWhatIsNewUntilEachTaskHasEnded() {
    // Given
    var run = nextRun();
    recorder().store(aRun(run, "Tailed", RunState.RUNNING));
    recorder().store(anAttempt(run, "t1", "start", AttemptState.RUNNING, null));
    recorder().store(anAttempt(run, "t2", "start", AttemptState.RUNNING, null));
    var one = new TaskId("t1");
    var two = new TaskId("t2");
    var all = history().tail(run, Optional.empty(), Optional.empty());
    var ofTwo = history().tail(run, Optional.of("start"), Optional.of(two));
    var ofOther = history().tail(run, Optional.of("end"), Optional.empty());
    // When
    recorder().store(chunk(run, one, 0, "a"));
    recorder().store(aRun(run, "Tailed", RunState.RUNNING)); // then all before it is stored
    var first = all.next();
    var nothing = all.next();
    recorder().store(chunk(run, one, 1, "b"));
    recorder().store(anAttempt(run, "t1", "start", AttemptState.SUCCEEDED, null));
    recorder().store(chunk(run, two, 0, "c"));
    recorder().store(aRun(run, "Tailed", RunState.RUNNING));
    var second = all.next();
    // Then
    assertThat(first).containsExactly(chunk(run, one, 0, "a"));
    assertThat(nothing).isEmpty();
    assertThat(second).containsExactlyInAnyOrder(chunk(run, one, 1, "b"), chunk(run, two, 0, "c"));
    assertThat(all.next()).isEmpty();
    assertThat(ofTwo.next()).containsExactly(chunk(run, two, 0, "c"));
    assertThat(ofOther.next()).isEmpty();
  }

  private static LogChunk chunk(RunId run, TaskId task, int sequence, String text) {
    return new LogChunk(
        run, task, "start", 0, sequence, List.of(new LogLine(NOW, LogLine.Stream.STDOUT, text)));
  }
}
