package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Much output, odd output, and nobody who takes it. */
class OutputIT {
  private static final int LINES = 100_000;
  private static final int LONG_LINE = 50 << 20;
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      import java.util.*;

      public class LoudFlow extends FlowSpec {
        @Parameter boolean loud;

        @Step Next start() throws Exception {
          System.out.println("stdin: " + System.in.read());
          if (loud) {
            for (int i = 0; i < %d; i++) System.out.println("line " + i);
            var ys = new byte[1 << 20];
            Arrays.fill(ys, (byte) 'y');
            for (int i = 0; i < %d; i += ys.length) System.out.write(ys);
            System.out.write(new byte[] {'\\n', (byte) 0xFF, 0, (byte) 0xC3, 27, '\\n'});
          }
          return next(this::end);
        }
        @Step void end() {}
      }
      """
          .formatted(LINES, LONG_LINE);

  private static final int PACED_LINES = 20_000;

  /** A hundred lines each hundredth of a second, as far as the machine keeps up. */
  private static final String PACED =
      """
      import dev.weir.flow.*;
      import java.util.*;
      import java.util.concurrent.locks.LockSupport;

      public class PacedFlow extends FlowSpec {
        @Step Next start() { return foreach(List.of("red", "green"), this::body); }
        @Step Next body() {
          var word = input(String.class);
          long began = System.nanoTime();
          for (int i = 0; i < %d; i++) {
            System.out.println(word + " " + i);
            while (i %% 100 == 99 && System.nanoTime() - began < i * 100_000L) {
              LockSupport.parkNanos(1_000_000);
            }
          }
          return next(this::join);
        }
        @Step Next join(Inputs<PacedFlow> inputs) { return next(this::end); }
        @Step void end() {}
      }
      """
          .formatted(PACED_LINES);

  @TempDir private Path folder;
  private PackagedWeir weir;

  @BeforeEach
  void aFolderWithAFlow() throws IOException {
    Files.writeString(folder.resolve("LoudFlow.java"), FLOW);
    weir = new PackagedWeir(folder);
  }

  @Test
  void aFloodIsKeptWholeInLittleMemory() throws Exception {
    // When
    var run =
        weir.runInHeap(
            "64m",
            "run",
            "LoudFlow.java",
            "--loud",
            "true",
            "--max-log-size",
            "100",
            "--run-id-file",
            "id");
    // Then
    assertThat(run.exitCode()).as(run.err()).isZero();
    var logs = weir.run("logs", Files.readString(folder.resolve("id")) + "/start", "--stdout");
    var lines = logs.out().lines().toList();
    assertThat(lines.subList(1, LINES + 1))
        .containsExactlyElementsOf(IntStream.range(0, LINES).mapToObj(i -> "line " + i).toList());
    var pieces = lines.subList(LINES + 1, lines.size() - 1);
    assertThat(pieces).allMatch(piece -> piece.matches("y+"));
    assertThat(pieces.stream().mapToInt(String::length).sum()).isEqualTo(LONG_LINE);
    assertThat(lines.getLast()).isEqualTo("\uFFFD\uFFFD\uFFFD\u001B");
  }

  @Test
  void tasksSideBySideMayEachPrintTenThousandLinesASecond() throws Exception {
    // Given
    Files.writeString(folder.resolve("PacedFlow.java"), PACED);
    // When
    var run = weir.run("run", "PacedFlow.java", "--max-workers", "2", "--run-id-file", "id");
    // Then
    assertThat(run.exitCode()).as(run.err()).isZero();
    var id = Files.readString(folder.resolve("id"));
    for (var word : new String[] {"red", "green"}) {
      var expected = IntStream.range(0, PACED_LINES).mapToObj(i -> word + " " + i).toList();
      assertThat(printed(run.out(), word)).as("shown").isEqualTo(expected);
      assertThat(printed(weir.run("logs", id + "/body").out(), word)).isEqualTo(expected);
    }
  }

  /** Those of one task, without what stands before them. */
  private static List<String> printed(String out, String word) {
    return out.lines()
        .filter(line -> line.contains("] " + word + " "))
        .map(line -> line.substring(line.indexOf("] ") + 2))
        .toList();
  }

  @Test
  void aReaderThatHasSeenEnoughDoesNotEndTheRun() throws Exception {
    // When
    var run = weir.startBy("\"$@\" | head -n 1; exit ${PIPESTATUS[0]}", "run", "LoudFlow.java");
    // Then
    var ended = run.await();
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out().lines()).hasSize(1);
    assertThat(ended.err()).doesNotContain("could not be written");
    assertThat(weir.run("runs").out()).contains("SUCCEEDED");
  }

  @Test
  void withoutStandardStreamsARunGoesOn() throws Exception {
    // When
    var run =
        weir.startBy("exec \"$@\" <&- >&- 2>&-", "run", "LoudFlow.java", "--run-id-file", "id");
    // Then
    run.await();
    var logs = weir.run("logs", Files.readString(folder.resolve("id")) + "/start", "--stdout");
    assertThat(logs.out()).isEqualToIgnoringNewLines("stdin: -1");
    assertThat(weir.run("runs").out()).contains("SUCCEEDED");
  }

  @Test
  void outputThatIsLostIsSaid() throws Exception {
    // Given
    assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");
    // When
    var help = weir.startBy("exec \"$@\" > /dev/full", "runs").await();
    // Then
    assertThat(help.exitCode()).isEqualTo(ExitCode.UNAVAILABLE.code());
    assertThat(help.err()).contains("not all of the output could be written: No space left");
  }
}
