package dev.weir.scheduler.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.Frame;
import dev.weir.protocol.Run.StepProgress;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskAssignment.Input;
import dev.weir.protocol.TaskAssignment.Item;
import dev.weir.protocol.TaskReady;
import dev.weir.protocol.Transition;
import dev.weir.scheduler.support.Flows;
import dev.weir.scheduler.support.Mesh;
import dev.weir.scheduler.support.SchedulerTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

@SchedulerTest
class FanOutTest {
  private static final int MANY = 10_000;

  @Inject Mesh mesh;
  @Inject TaskRepository tasks;
  @Inject EntityManagerFactory hibernate;

  @Test
  void aForeachOverManyItemsLoadsNoneOfThemAndAnnouncesOnlyItsPlaces() {
    // Given
    var run = mesh.start(Flows.FOREACH, 8).id();
    var start = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    var statistics = hibernate.unwrap(SessionFactory.class).getStatistics();
    var loadedBefore = statistics.getEntityLoadCount();
    // When
    mesh.finish(start, new Transition.Foreach("body", MANY, Mesh.outputs(start)));
    // Then
    var loaded = statistics.getEntityLoadCount() - loadedBefore;
    assertThat(statistics.isStatisticsEnabled()).isTrue();
    assertThat(loaded).isLessThan(1000);
    assertThat(progress(run, "body")).isEqualTo(new StepProgress("body", MANY, MANY, 0, 0, 0));
    assertThat(mesh.awaitAnnounced(run, 9)).hasSize(9);
  }

  @Test
  void theRowsOfAForeachAreTheKeysThatTheEnginePlans() {
    // Given
    var run = mesh.start(Flows.NESTED).id();
    var start = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    mesh.finish(start, new Transition.Foreach("inner", 2, Mesh.outputs(start)));
    var inner = mesh.claimed(mesh.awaitAnnounced(run, 3).getLast());
    // When
    mesh.finish(inner, new Transition.Foreach("body", 11, Mesh.outputs(inner)));
    // Then
    var keys =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    tasks.find("runId = ?1 and step = 'body' order by id", Numbers.of(run)).stream()
                        .map(task -> List.of(task.path, task.key().path(), task.key().frames()))
                        .toList());
    var expected =
        IntStream.range(0, 11)
            .mapToObj(i -> List.of(new Frame("start", 1, 2), new Frame("inner", i, 11)))
            .map(frames -> List.of(path(frames), path(frames), frames))
            .toList();
    assertThat(keys).isEqualTo(expected);
  }

  @Test
  void aFinishFreesAPlaceForTheNext() {
    // Given
    var run = mesh.start(Flows.FOREACH, 2).id();
    var start = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    mesh.finish(start, new Transition.Foreach("body", 5, Mesh.outputs(start)));
    var first = mesh.claimed(mesh.awaitAnnounced(run, 3).get(1));
    // When
    mesh.finish(first, new Transition.Next("after"));
    // Then
    assertThat(mesh.awaitAnnounced(run, 4)).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void aJoinSeesItsBranchesInOrderHoweverTheyCame() {
    // Given
    var run = mesh.start(Flows.FOREACH).id();
    var start = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    var items = Mesh.outputs(start);
    mesh.finish(start, new Transition.Foreach("body", 5, items));
    var bodies = claimAll(mesh.awaitAnnounced(run, 6).subList(1, 6));
    Collections.shuffle(bodies, new Random(7));
    bodies.forEach(body -> mesh.finish(body, new Transition.Next("after")));
    var afters = claimAll(mesh.awaitAnnounced(run, 11).subList(6, 11));
    Collections.shuffle(afters, new Random(8));
    // When
    afters.forEach(after -> mesh.finish(after, new Transition.Next("gather")));
    // Then
    var gather = mesh.claimed(mesh.awaitAnnounced(run, 12).getLast());
    assertThat(gather.inputs()).extracting(Input::step).containsOnly("after");
    assertThat(gather.inputs())
        .extracting(Input::outputs)
        .isEqualTo(afters.stream().sorted(FanOutTest::byBranch).map(Mesh::outputs).toList());
    assertThat(gather.item()).isNull();
    assertThat(afters)
        .allSatisfy(after -> assertThat(after.item()).isEqualTo(new Item(items, branch(after))));
    mesh.finish(gather, new Transition.Next("end"));
    mesh.finish(mesh.claimed(mesh.awaitAnnounced(run, 13).getLast()), new Transition.End());
    assertThat(mesh.run(run).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aStaticBranchStartsEachOfItsStepsWithoutAnItem() {
    // Given
    var run = mesh.start(Flows.BRANCHING).id();
    var start = mesh.claimed(mesh.awaitAnnounced(run, 1).getFirst());
    // When
    mesh.finish(start, new Transition.Branch(List.of("left", "right")));
    // Then
    var branches = claimAll(mesh.awaitAnnounced(run, 3).subList(1, 3));
    assertThat(branches).extracting(task -> task.key().step()).containsExactly("left", "right");
    assertThat(branches).extracting(TaskAssignment::item).containsOnlyNulls();
  }

  private List<TaskAssignment> claimAll(List<TaskReady> ready) {
    return new ArrayList<>(
        ready.stream()
            .sorted((a, b) -> Long.compare(Numbers.of(a.taskId()), Numbers.of(b.taskId())))
            .map(mesh::claimed)
            .toList());
  }

  private StepProgress progress(RunId run, String step) {
    return mesh.run(run).steps().stream()
        .filter(progress -> progress.step().equals(step))
        .findFirst()
        .orElseThrow();
  }

  private static int byBranch(TaskAssignment a, TaskAssignment b) {
    return Integer.compare(branch(a), branch(b));
  }

  private static int branch(TaskAssignment task) {
    return task.key().frames().getLast().index();
  }

  private static String path(List<Frame> frames) {
    return String.join("/", frames.stream().map(f -> f.split() + "." + f.index()).toList());
  }
}
