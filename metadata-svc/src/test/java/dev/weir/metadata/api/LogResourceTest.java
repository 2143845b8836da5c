package dev.weir.metadata.api;

import static dev.weir.metadata.Records.aRun;
import static dev.weir.metadata.Records.chunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.metadata.MetadataTest;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskId;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LogResourceTest extends MetadataTest {
  private final RunRecord run = aRun();

  @BeforeEach
  void hasARun() {
    metadata().store(run);
  }

  @Test
  void aChunkStoredTwiceIsStoredOnce() {
    // Given
    var chunk = chunk(run, "t1", 0);
    // When
    metadata().store(chunk);
    metadata().store(chunk);
    // Then
    assertThat(metadata().logs(run.id(), 0, 10).chunks()).containsExactly(chunk);
  }

  @Test
  void aReaderGoesOnWhereItStopped() {
    // Given
    var chunks = IntStream.range(0, 5).mapToObj(i -> chunk(run, "t" + i % 2, i)).toList();
    chunks.forEach(metadata()::store);
    // When
    var first = metadata().logs(run.id(), 0, 3);
    var second = metadata().logs(run.id(), first.cursor(), 3);
    var third = metadata().logs(run.id(), second.cursor(), 3);
    // Then
    assertThat(first.chunks()).isEqualTo(chunks.subList(0, 3));
    assertThat(second.chunks()).isEqualTo(chunks.subList(3, 5));
    assertThat(third.chunks()).isEmpty();
    assertThat(third.cursor()).isEqualTo(second.cursor());
  }

  @Test
  void aTasksLogHoldsThatTaskOnly() {
    // Given
    metadata().store(chunk(run, "t1", 0));
    metadata().store(chunk(run, "t2", 0));
    metadata().store(chunk(run, "t1", 1));
    // When
    var feed = metadata().logs(run.id(), new TaskId("t1"), 0, 10);
    // Then
    assertThat(feed.chunks()).containsExactly(chunk(run, "t1", 0), chunk(run, "t1", 1));
  }

  @Test
  void aReaderOfALiveRunMissesNoChunk() throws Exception {
    // Given
    int tasks = 6;
    int chunks = 40;
    var seen = new ArrayList<LogChunk>();
    // When
    try (var writers = Executors.newFixedThreadPool(tasks)) {
      List<Future<?>> written = new ArrayList<>();
      for (int task = 0; task < tasks; task++) {
        var name = "t" + task;
        written.add(
            writers.submit(
                () ->
                    IntStream.range(0, chunks)
                        .mapToObj(i -> chunk(run, name, i))
                        .forEach(metadata()::store)));
      }
      long cursor = 0;
      for (boolean last = false; !last; ) {
        last = written.stream().allMatch(Future::isDone);
        var feed = metadata().logs(run.id(), cursor, 1000);
        seen.addAll(feed.chunks());
        cursor = feed.cursor();
      }
      for (var writer : written) {
        writer.get();
      }
    }
    // Then
    assertThat(seen).hasSize(tasks * chunks).doesNotHaveDuplicates();
    assertThat(seen.stream().filter(chunk -> chunk.taskId().value().equals("t3")))
        .extracting(LogChunk::sequence)
        .isSorted();
  }

  @Test
  void aChunkNeedsItsRun() {
    assertThatThrownBy(() -> metadata().store(chunk(aRun(), "t1", 0)))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.RUN_NOT_FOUND));
  }
}
