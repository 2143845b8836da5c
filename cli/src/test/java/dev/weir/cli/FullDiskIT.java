package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files that can't grow: under a limit of their size, which needs no rights, and on a file system
 * that is really full, where this user may mount one for a process of its own.
 */
class FullDiskIT {
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      import java.util.*;

      public class BulkyFlow extends FlowSpec {
        byte[] data;

        @Step Next start() { return next(this::fill); }
        @Step Next fill() {
          boolean room = java.nio.file.Files.exists(java.nio.file.Path.of("room"));
          data = new byte[room ? 10 : %d];
          new Random(1).nextBytes(data);
          for (int i = 0; i < (room ? 10 : %d); i++) System.out.println(i + "x".repeat(100));
          return next(this::end);
        }
        @Step void end() {}
      }
      """;
  private static final int MUCH = 4 << 20;
  private static final int MANY = 60_000;

  /** What the command prints is not to meet the limit itself. */
  private static final String LIMITED =
      "ulimit -f 2048; \"$@\" | tail -n 30; exit ${PIPESTATUS[0]}";

  private static final String MOUNTED =
      "mount -t tmpfs -o size=3m tmpfs state && \"$@\" --state-dir state | tail -n 30;"
          + " exit ${PIPESTATUS[0]}";

  @TempDir private Path folder;
  private PackagedWeir weir;

  @BeforeEach
  void weir() {
    weir = new PackagedWeir(folder);
  }

  @Test
  void anArtifactThatDoesNotFitFailsItsTaskAndTheRunResumes() throws Exception {
    // When
    write(MUCH, 1);
    var run = weir.startBy(LIMITED, "run", "BulkyFlow.java").await();
    // Then
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.FAILED.code());
    assertThat(run.out())
        .contains("Step fill", "cannot store artifact data: java.io.IOException: File too large")
        .contains("To go on from there: weir resume");
    resumes();
  }

  @Test
  void aRecordThatCannotGrowStopsTheRunWhichThenResumes() throws Exception {
    // When
    write(1, MANY);
    var run = weir.startBy(LIMITED, "run", "BulkyFlow.java").await();
    // Then
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.UNAVAILABLE.code());
    assertThat(run.err())
        .contains("the run has stopped", "weir.db", "Is the disk full?", "weir resume --origin-run")
        .doesNotContain("Exception in thread");
    assertThat(weir.run("runs").out()).contains("FAILED (its process is gone)");
    resumes();
  }

  @ParameterizedTest
  @CsvSource({MUCH + ", 1, No space left on device, 1", "1, " + MANY + ", Is the disk full?, 3"})
  void aFullFileSystemIsSaid(int bytes, int lines, String words, int exitCode) throws Exception {
    // Given
    assumeTrue(mayMount(), "this user may not mount a file system, not even in a namespace");
    Files.createDirectory(folder.resolve("state"));
    write(bytes, lines);
    // When
    var run =
        weir.startBy(
                "exec unshare -rm bash -c '" + MOUNTED + "' bash \"$@\"", "run", "BulkyFlow.java")
            .await();
    // Then
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
    assertThat(run.out() + run.err()).contains(words, "weir resume --origin-run-id");
  }

  private void resumes() throws Exception {
    Files.createFile(folder.resolve("room"));
    var resumed = weir.run("resume");
    assertThat(resumed.exitCode()).as(resumed.out() + resumed.err()).isZero();
    assertThat(resumed.out()).contains("Cloning results", "Done!");
  }

  private void write(int bytes, int lines) throws IOException {
    Files.writeString(folder.resolve("BulkyFlow.java"), FLOW.formatted(bytes, lines));
  }

  private static boolean mayMount() throws IOException, InterruptedException {
    try {
      return new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // no unshare
    }
  }
}
