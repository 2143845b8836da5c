package dev.weir.metadata.api;

import static dev.weir.metadata.Records.NOON;
import static dev.weir.metadata.Records.aRun;
import static dev.weir.metadata.Records.ended;
import static dev.weir.metadata.Records.inProject;
import static dev.weir.metadata.Records.key;
import static dev.weir.metadata.Records.running;
import static dev.weir.metadata.Records.succeeded;
import static dev.weir.metadata.Records.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.client.Json;
import dev.weir.client.RunFilter;
import dev.weir.metadata.MetadataTest;
import dev.weir.metadata.Records;
import dev.weir.protocol.Collected;
import dev.weir.protocol.FlowRecord;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.protocol.ServiceException;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RunResourceTest extends MetadataTest {

  @Test
  void aStoredRunReadsBackWithItsOwner() {
    // Given
    var run = aRun();
    // When
    metadata("ada").store(run);
    // Then
    assertThat(metadata("bob").run(run.id()))
        .usingRecursiveComparison()
        .ignoringFields("owner")
        .isEqualTo(run);
    assertThat(metadata().run(run.id()).owner()).isEqualTo("ada");
  }

  @Test
  void anAnswerHasTheBytesThatOurClientsWrite() {
    // Given
    var stored = metadata().store(aRun());
    // When
    var answer = request().get("/v1/runs/" + stored.id()).asByteArray();
    // Then
    assertThat(answer).asString().isEqualTo(Json.text(stored));
  }

  @Test
  void storingARunAgainChangesNothing() {
    // Given
    var run = aRun();
    var first = metadata("ada").store(run);
    // When
    var second = metadata("bob").store(tagged(run, "other"));
    // Then
    assertThat(second).isEqualTo(first);
  }

  @Test
  void aRunIsCollectedOnceAndSaysByWhichRule() {
    // Given
    var run = aRun();
    metadata().store(ended(run, RunState.SUCCEEDED));
    var first = new Collected(NOON, "ended more than 30 days ago");
    // When
    var answer = metadata().collect(run.id(), first);
    metadata().collect(run.id(), new Collected(NOON.plusSeconds(60), "another rule"));
    metadata().store(ended(run, RunState.SUCCEEDED));
    // Then
    assertThat(answer.collected()).isEqualTo(first);
    assertThat(metadata().run(run.id()).collected()).isEqualTo(first);
  }

  @Test
  void aRunInMotionIsNotCollected() {
    // Given
    var run = metadata().store(aRun());
    // When
    // Then
    assertThatThrownBy(() -> metadata().collect(run.id(), new Collected(NOON, "a rule")))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("goes on");
    assertThat(metadata().run(run.id()).collected()).isNull();
  }

  @Test
  void aRunThatEndedStaysAsItEnded() {
    // Given
    var run = aRun();
    metadata().store(run);
    var succeeded = metadata().store(ended(run, RunState.SUCCEEDED));
    // When
    var late = Stream.of(run, ended(run, RunState.FAILED)).map(metadata()::store);
    // Then
    assertThat(succeeded.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(late).containsOnly(succeeded);
  }

  @Test
  void theSameRunWithAnotherPackageIsAConflict() {
    // Given
    var run = aRun();
    metadata().store(run);
    var other =
        new RunRecord(
            run.id(),
            run.project(),
            null,
            run.flow(),
            Records.digest("other"),
            run.parameters(),
            run.tags(),
            run.systemTags(),
            run.state(),
            run.createdAt(),
            null);
    // Then
    assertThatThrownBy(() -> metadata().store(other))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("another project, flow or package");
  }

  @Test
  void manyStoreTheSameRunAtOnce() throws Exception {
    // Given
    var run = inProject(aRun(), "race", "RaceFlow" + System.nanoTime());
    Callable<RunRecord> store = () -> metadata().store(run);
    // When
    try (var threads = Executors.newFixedThreadPool(8)) {
      var stored = threads.invokeAll(Collections.nCopies(32, store));
      // Then
      for (var answer : stored) {
        assertThat(answer.get().id()).isEqualTo(run.id());
      }
    }
    assertThat(metadata().runs(RunFilter.newest(10).ofFlow(run.flow()))).hasSize(1);
  }

  @Test
  void runsAreListedNewestFirstPageByPage() {
    // Given
    var flow = "PagedFlow" + System.nanoTime();
    var runs = Stream.generate(() -> inProject(aRun(), "paging", flow)).limit(5).toList();
    runs.forEach(metadata()::store);
    var filter = RunFilter.newest(2).inProject(new Project("paging")).ofFlow(flow);
    // When
    var first = metadata().runs(filter);
    var second = metadata().runs(filter.after(first.getLast().id()));
    var third = metadata().runs(filter.after(second.getLast().id()));
    // Then
    assertThat(Stream.of(first, second, third).flatMap(List::stream).map(RunRecord::id))
        .containsExactlyElementsOf(runs.reversed().stream().map(RunRecord::id).toList());
  }

  @Test
  void runsAreFoundByWhatIsKnownOfThem() {
    // Given
    var flow = "FilteredFlow" + System.nanoTime();
    var going = tagged(inProject(aRun(), "filters", flow), "quick", "green");
    var done = inProject(aRun(), "filters", flow);
    metadata("eve").store(going);
    metadata("ada").store(done);
    metadata("ada").store(ended(done, RunState.FAILED));
    var filter = RunFilter.newest(10).ofFlow(flow);
    // Then
    assertThat(ids(filter.ownedBy("eve"))).containsExactly(going.id());
    assertThat(ids(filter.tagged("green"))).containsExactly(going.id());
    assertThat(ids(filter.tagged("user:ada"))).containsExactly(done.id(), going.id());
    assertThat(ids(filter.tagged("user:ada").tagged("green").tagged("quick")))
        .containsExactly(going.id());
    assertThat(ids(filter.tagged("green").tagged("nightly"))).isEmpty();
    assertThat(ids(filter.inState(RunState.FAILED))).containsExactly(done.id());
    assertThat(ids(filter.inProject(new Project("elsewhere")))).isEmpty();
  }

  @Test
  void stepsCountTheirTasks() {
    // Given
    var run = aRun();
    metadata().store(run);
    metadata().store(succeeded(running(run, "t1", key("start"), 0), 1));
    metadata().store(succeeded(running(run, "t2", key("work", 0), 0), 1));
    metadata().store(Records.failed(running(run, "t3", key("work", 1), 0)));
    metadata().store(running(run, "t4", key("work", 2), 0));
    // When
    var steps = metadata().steps(run.id());
    // Then
    assertThat(steps)
        .extracting("step", "tasks", "succeeded", "failed")
        .containsExactly(tuple("start", 1L, 1L, 0L), tuple("work", 3L, 1L, 1L));
  }

  private List<RunId> ids(RunFilter filter) {
    return metadata().runs(filter).stream().map(RunRecord::id).toList();
  }

  @Test
  void flowsComeByNameAndByTag() {
    // Given
    var run = aRun();
    var other = inProject(aRun(), "elsewhere", run.flow());
    metadata().store(tagged(run, "flows-by-tag"));
    metadata().store(tagged(other, "flows-by-tag"));
    // Then
    assertThat(metadata().flows(null).map(FlowRecord::flow))
        .contains(run.flow())
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(metadata().flows("flows-by-tag").map(FlowRecord::flow)).containsExactly(run.flow());
    assertThat(metadata().flows("nobody's")).isEmpty();
    var listed = request().get("/v1/flows?limit=1&after=" + run.flow()).jsonPath();
    assertThat(listed.getList("flow")).doesNotContain(run.flow());
    request().get("/v1/flows?limit=0").then().statusCode(400);
  }
}
