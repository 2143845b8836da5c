package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogLine.Stream;
import dev.weir.protocol.TaskOutcome;
import dev.weir.runtime.packaging.Graph;
import flows.TalkativeFlow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step prints comes out complete, in order, and under its own task. */
class LogTest {
  @TempDir Path directory;
  private Launched launched;

  @BeforeEach
  void launch() throws IOException {
    launched = Launched.in(directory);
  }

  @AfterEach
  void close() {
    launched.close();
  }

  @Test
  void linesKeepTheirOrderAcrossBothStreams() throws Exception {
    // When
    print("both");
    // Then
    assertThat(launched.lines)
        .extracting(line -> line.stream() + " " + line.text())
        .containsExactlyElementsOf(
            IntStream.range(0, 500)
                .boxed()
                .flatMap(i -> List.of("STDOUT out " + i, "STDERR err " + i).stream())
                .toList());
    assertThat(launched.lines).extracting(LogLine::time).isSorted();
  }

  @Test
  void anyLanguageComesThroughAndSoDoesALineWithoutAnEnd() throws Exception {
    // When
    print("unicode");
    // Then
    assertThat(launched.printed()).containsExactly("Größe 😀\uFFFD", "Džungla ไทย");
  }

  @Test
  void aLineWithoutAnEndIsCutIntoPieces() throws Exception {
    // When
    print("long");
    // Then
    assertThat(String.join("", launched.printed())).isEqualTo("x".repeat(100_000));
    assertThat(launched.lines).hasSize(7);
  }

  @Test
  void manyLinesAreNoTrouble() throws Exception {
    // When
    print("much");
    // Then
    assertThat(launched.printed())
        .hasSize(50_000)
        .containsExactlyElementsOf(IntStream.range(0, 50_000).mapToObj(i -> "line " + i).toList());
  }

  @Test
  void anInterruptedThreadCanPrint() throws Exception {
    // When
    print("interrupted");
    // Then
    assertThat(launched.printed()).containsExactly("one", "two");
  }

  @Test
  void whatNativeCodePrintsIsTheTasksToo() throws Exception {
    // When
    print("native");
    print("next");
    // Then
    assertThat(launched.printed())
        .containsExactlyInAnyOrder("java", "native", "unfinished", "next");
    assertThat(launched.printed().getLast()).isEqualTo("next");
    assertThat(launched.lines).extracting(LogLine::stream).containsOnly(Stream.STDOUT);
  }

  @Test
  void aStreamThatTheStepPutInPlaceIsFlushedAndForgotten() throws Exception {
    // When
    print("own stream");
    print("next");
    // Then
    assertThat(launched.printed()).containsExactly("kept back", "next");
  }

  @Test
  void eachThreadsLinesKeepTheirOrder() throws Exception {
    // When
    print("threads");
    // Then
    assertThat(launched.printed()).hasSize(4000);
    for (int i = 0; i < 4; i++) {
      var prefix = i + " ";
      assertThat(launched.printed().stream().filter(line -> line.startsWith(prefix)))
          .containsExactlyElementsOf(
              IntStream.range(0, 1000).mapToObj(line -> prefix + line).toList());
    }
  }

  @Test
  void aStepMayCloseItsFileDescriptor() throws Exception {
    // When
    print("descriptor");
    print("next");
    // Then
    assertThat(launched.printed()).containsExactly("raw", "next");
  }

  private TaskOutcome.Succeeded print(String how) throws IOException, InterruptedException {
    var tasks = launched.tasks(TalkativeFlow.class, Graph.startAndEnd(), "how");
    return Launched.success(launched.run(tasks.start(Map.of("how", how))));
  }
}
