package dev.weir.metadata.api;

import static dev.weir.metadata.Records.aRun;
import static dev.weir.metadata.Records.chunk;
import static dev.weir.metadata.Records.key;
import static dev.weir.metadata.Records.running;
import static dev.weir.metadata.Records.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.metadata.MetadataTest;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogScrubRequest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskId;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LogScrubTest extends MetadataTest {
  private static final TaskId TASK = new TaskId("t1");
  private static final LogScrubRequest ALL = new LogScrubRequest(null, null);

  private final RunRecord run = aRun();

  @BeforeEach
  void hasATask() {
    metadata().store(run);
    metadata().store(running(run, "t1", key("start"), 0));
  }

  private void end() {
    metadata().store(succeeded(running(run, "t1", key("start"), 0), 0));
  }

  private LogChunk saying(int sequence, LogLine.Stream stream, String... texts) {
    var lines =
        List.of(texts).stream().map(text -> new LogLine(Instant.EPOCH, stream, text)).toList();
    return new LogChunk(run.id(), TASK, "start", 0, sequence, lines);
  }

  @Test
  void linesAreReplacedAndItIsKnownByWhom() {
    // Given
    metadata().store(saying(0, LogLine.Stream.STDOUT, "secret", "another"));
    metadata().store(saying(1, LogLine.Stream.STDERR, "error"));
    metadata().store(saying(2, LogLine.Stream.STDOUT, "more"));
    metadata().store(chunk(run, "t2", 0));
    end();
    // When
    var scrubs =
        metadata().scrub(run.id(), TASK, new LogScrubRequest(0, Set.of(LogLine.Stream.STDOUT)));
    // Then
    assertThat(scrubs).hasSize(1);
    var scrub = scrubs.getFirst();
    assertThat(scrub.lines()).isEqualTo(3);
    assertThat(scrub.by()).isEqualTo("ada");
    var left = metadata().logs(run.id(), TASK, 0, 10).chunks();
    assertThat(left).extracting(LogChunk::sequence).containsExactly(0, 1, 2);
    assertThat(left.stream().flatMap(chunk -> chunk.lines().stream()).map(LogLine::text))
        .containsExactly("[REDACTED by ada at " + scrub.at() + "]", "error");
    assertThat(metadata().logs(run.id(), new TaskId("t2"), 0, 10).chunks())
        .containsExactly(chunk(run, "t2", 0));
    assertThat(metadata().scrubs(run.id())).isEqualTo(scrubs);
  }

  @Test
  void askedAgainItFindsNothingToDo() {
    // Given
    metadata().store(saying(0, LogLine.Stream.STDOUT, "secret"));
    end();
    var first = metadata().scrub(run.id(), TASK, ALL);
    // When
    var second = metadata().scrub(run.id(), TASK, ALL);
    // Then
    assertThat(second).isEmpty();
    assertThat(metadata().scrubs(run.id())).isEqualTo(first);
  }

  @Test
  void aChunkThatComesLateIsNotKept() {
    // Given
    metadata().store(saying(0, LogLine.Stream.STDOUT, "secret"));
    end();
    metadata().scrub(run.id(), TASK, ALL);
    var scrubbed = metadata().logs(run.id(), TASK, 0, 10).chunks();
    // When
    metadata().store(saying(0, LogLine.Stream.STDOUT, "secret"));
    metadata().store(saying(1, LogLine.Stream.STDOUT, "late secret"));
    // Then
    var after = metadata().logs(run.id(), TASK, 0, 10).chunks();
    assertThat(after.getFirst()).isEqualTo(scrubbed.getFirst());
    assertThat(after.getLast().lines()).isEmpty();
  }

  @Test
  void onlyTheOwnerMay() {
    // Given
    metadata().store(saying(0, LogLine.Stream.STDOUT, "mine"));
    end();
    // When, Then
    refuses(ProblemType.FORBIDDEN, () -> metadata("bob").scrub(run.id(), TASK, ALL));
    assertThat(metadata().logs(run.id(), TASK, 0, 10).chunks())
        .containsExactly(saying(0, LogLine.Stream.STDOUT, "mine"));
  }

  @Test
  void onlyWhatHasEndedIsScrubbed() {
    refuses(ProblemType.CONFLICT, () -> metadata().scrub(run.id(), TASK, ALL));
    refuses(ProblemType.TASK_NOT_FOUND, () -> metadata().scrub(run.id(), new TaskId("t9"), ALL));
    assertThat(metadata().scrubs(run.id())).isEmpty();
  }

  @Test
  void aPageOfLongChunksIsShorter() {
    // Given: 12 MB
    var text = "x".repeat(1 << 18);
    var chunks =
        IntStream.range(0, 48).mapToObj(i -> saying(i, LogLine.Stream.STDOUT, text)).toList();
    chunks.forEach(metadata()::store);
    // When
    var first = metadata().logs(run.id(), TASK, 0, 0, 1000);
    // Then
    assertThat(first.chunks()).hasSizeBetween(10, 20);
    assertThat(metadata().logs(run.id(), 0, 1000).chunks()).isEqualTo(first.chunks());
    assertThat(metadata().logs(run.id(), TASK, first.cursor(), 5).chunks())
        .isEqualTo(chunks.subList(first.chunks().size(), first.chunks().size() + 5));
    assertThat(metadata().logs(run.id(), TASK, 1, 0, 1000).chunks()).isEmpty();
  }

  private static void refuses(ProblemType type, Runnable request) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            ServiceException.class, refusal -> assertThat(refusal.type()).isEqualTo(type));
  }
}
