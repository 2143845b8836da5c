package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Folders in which this user may not write, on a file system that is fine. Root may write
 * everywhere, so as root the command gives that right up; skipped where it can't.
 */
class UnwritableIT {
  private static final String FLOW =
      """
      import dev.weir.flow.*;

      public class NoteFlow extends FlowSpec {
        byte[] data;

        @Step Next start() {
          data = new byte[100_000];
          new java.util.Random().nextBytes(data);
          return next(this::end);
        }
        @Step void end() { System.out.println("the end"); }
      }
      """;

  private static final String WITHOUT_PRIVILEGE =
      "[ $(id -u) -ne 0 ] || exec setpriv --bounding-set=-dac_override,-dac_read_search"
          + " --inh-caps=-dac_override,-dac_read_search \"$@\"; exec \"$@\"";

  private static final String READ_ONLY =
      "exec unshare -rm bash -c 'mount -t tmpfs -o ro tmpfs state && exec \"$@\"' bash \"$@\"";

  @TempDir private Path folder;
  private PackagedWeir weir;

  @BeforeEach
  void aFolderWithAFlow() throws IOException {
    Files.writeString(folder.resolve("NoteFlow.java"), FLOW);
    Files.createDirectory(folder.resolve("state"));
    weir = new PackagedWeir(folder);
  }

  /** Or nobody could remove it. */
  @AfterEach
  void makeWritable() throws Exception {
    permit("u+w", folder);
  }

  @Test
  void whereTheStateCannotBeMadeNothingRuns() throws Exception {
    // Given
    mustBeRefused(permit("a-w", folder.resolve("state")));
    // When
    var run = unprivileged("run", "NoteFlow.java", "--state-dir", "state/weir");
    // Then
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.UNAVAILABLE.code());
    assertThat(run.err())
        .contains("can't write to the state directory " + folder.resolve("state/weir"))
        .contains("name another with --state-dir or WEIR_HOME")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("state")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "weir.db"})
  void aRecordThatCannotBeWrittenIsNamedAndNothingRuns(String part) throws Exception {
    // Given
    assertThat(weir.run("run", "NoteFlow.java").exitCode()).isZero();
    var state = folder.resolve(".weir");
    mustBeRefused(permit("a-w", state.resolve(part).normalize()));
    // When
    var run = unprivileged("run", "NoteFlow.java");
    // Then
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.UNAVAILABLE.code());
    assertThat(run.err())
        .contains("can't use the record of local runs, " + state.resolve("weir.db"))
        .contains("It needs write access to that folder; --state-dir or WEIR_HOME names another")
        .doesNotContain("\tat ");
    assertThat(run.out()).doesNotContain("Task is starting");
    // When
    permit("u+w", state);
    var again = unprivileged("run", "NoteFlow.java");
    // Then
    assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
  }

  @Test
  void aTaskWhoseArtifactsCannotBeStoredFailsAndTheRunResumes() throws Exception {
    // Given
    assertThat(weir.run("run", "NoteFlow.java").exitCode()).isZero();
    var blobs = folder.resolve(".weir/blobs");
    mustBeRefused(permit("a-w", blobs));
    // When
    var run = unprivileged("run", "NoteFlow.java");
    // Then
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.FAILED.code());
    assertThat(run.out())
        .contains("Task failed: cannot store artifact data: java.nio.file.AccessDeniedException")
        .contains(blobs.toString(), "To go on from there: weir resume --origin-run-id")
        .doesNotContain("the end");
    // When
    permit("u+w", blobs);
    var resumed = unprivileged("resume", "NoteFlow.java");
    // Then
    assertThat(resumed.exitCode()).as(resumed.out() + resumed.err()).isZero();
    assertThat(resumed.out()).contains("the end");
  }

  @Test
  void aFileSystemThatCanOnlyBeReadIsNamed() throws Exception {
    // Given
    assumeTrue(
        ended("unshare", "-rm", "mount", "-t", "tmpfs", "-o", "ro", "tmpfs", "/mnt"),
        "this user may not mount a file system, not even in a namespace");
    // When
    var run = weir.startBy(READ_ONLY, "run", "NoteFlow.java", "--state-dir", "state").await();
    // Then
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.UNAVAILABLE.code());
    assertThat(run.err())
        .contains("can't write to the state directory " + folder.resolve("state"))
        .contains("Read-only file system", "--state-dir or WEIR_HOME");
  }

  private PackagedWeir.Ended unprivileged(String... arguments) throws Exception {
    return weir.startBy(WITHOUT_PRIVILEGE, arguments).await();
  }

  private void mustBeRefused(Path place) throws Exception {
    var write = Files.isDirectory(place) ? "touch " + place + "/x" : ": >>" + place;
    assumeTrue(
        !ended("bash", "-c", WITHOUT_PRIVILEGE, "bash", "bash", "-c", write),
        "this user may write everywhere, and there is no setpriv to give that up");
  }

  /** With all that is in it. */
  private static Path permit(String what, Path place) throws Exception {
    assertThat(ended("chmod", "-R", what, place.toString())).isTrue();
    return place;
  }

  private static boolean ended(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no such command
    }
  }
}
