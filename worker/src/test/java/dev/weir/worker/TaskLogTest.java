package dev.weir.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.protocol.Digest;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogLine.Stream;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskLogTest {
  private static final TaskAssignment TASK =
      new TaskAssignment(
          new RunId("w1"),
          new TaskId("t1"),
          0,
          new Project("default"),
          "ada",
          Digest.of(new byte[0]),
          new TaskKey("start", List.of()),
          List.of(),
          null,
          Map.of(),
          List.of(),
          null);
  private static final Duration NEVER = Duration.ofHours(1);

  private final List<LogChunk> chunks = new CopyOnWriteArrayList<>();

  @Test
  void everyLineIsStoredInOrderByTheTimeItIsClosed() {
    // When
    try (var log = log(chunks::add, NEVER, 1 << 20)) {
      IntStream.range(0, 1234).forEach(i -> log.add(line("line " + i)));
    }
    // Then
    assertThat(texts())
        .containsExactlyElementsOf(IntStream.range(0, 1234).mapToObj(i -> "line " + i).toList());
    assertThat(chunks).extracting(LogChunk::sequence).containsExactly(0, 1, 2);
    assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.lines()).hasSizeLessThan(501));
  }

  @Test
  void linesAreSentWhileTheTaskRuns() {
    try (var log = log(chunks::add, Duration.ofMillis(10), 1 << 20)) {
      log.add(line("first"));
      await().until(() -> texts().contains("first"));
      log.add(line("second"));
      await().until(() -> texts().contains("second"));
    }
    assertThat(chunks).hasSize(2);
  }

  @Test
  void aChunkStaysSmallEnoughForOneRequest() {
    // When
    try (var log = log(chunks::add, NEVER, 10 << 20)) {
      IntStream.range(0, 100).forEach(i -> log.add(line("x".repeat(16_000))));
    }
    // Then
    assertThat(chunks)
        .allSatisfy(
            chunk ->
                assertThat(chunk.lines().stream().mapToInt(line -> line.text().length()).sum())
                    .isLessThan((1 << 18) + 16_001));
  }

  @Test
  void aStreamThatIsTooLongIsCutWithANote() {
    // When
    try (var log = log(chunks::add, NEVER, 100)) {
      IntStream.range(0, 50).forEach(i -> log.add(line("0123456789")));
      log.add(new LogLine(Instant.EPOCH, Stream.STDERR, "the other stream goes on"));
    }
    // Then
    assertThat(texts()).hasSize(11).last().isEqualTo("the other stream goes on");
    assertThat(texts().get(9)).contains("STDOUT", "100", "left out");
  }

  @Test
  void whenTheRecordGivesUpTheTaskGoesOn() {
    // Given
    Consumer<LogChunk> refusing =
        chunk -> {
          throw new ServiceException(ProblemType.UNAVAILABLE, "away");
        };
    // When
    try (var log = log(refusing, Duration.ofMillis(1), 1 << 20)) {
      log.add(line("lost"));
    }
    // Then
    assertThat(chunks).isEmpty();
  }

  private static TaskLog log(Consumer<LogChunk> store, Duration interval, long limit) {
    return new TaskLog(TASK, store, interval, limit);
  }

  private List<String> texts() {
    return chunks.stream().flatMap(chunk -> chunk.lines().stream()).map(LogLine::text).toList();
  }

  private static LogLine line(String text) {
    return new LogLine(Instant.EPOCH, Stream.STDOUT, text);
  }
}
