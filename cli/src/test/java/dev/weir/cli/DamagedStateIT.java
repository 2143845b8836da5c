package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state directory that somebody has damaged, removed, or made where nothing can be. */
class DamagedStateIT {
  private static final int SIZE = 100_000;
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      import java.nio.file.*;
      import java.util.*;

      public class KeepFlow extends FlowSpec {
        @Parameter boolean remove;
        byte[] data;

        @Step Next start() throws Exception {
          data = new byte[100_000];
          new Random(1).nextBytes(data);
          if (remove) {
            try (var files = Files.walk(Path.of(".weir"))) {
              for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
              }
            } catch (DirectoryNotEmptyException e) {
              System.out.println("somebody writes there");
            }
          }
          return next(this::end);
        }
        @Step void end() { System.out.println("size " + data.length); }
      }
      """;

  @TempDir private Path folder;
  private PackagedWeir weir;

  @BeforeEach
  void aFolderWithAFlow() throws IOException {
    Files.writeString(folder.resolve("KeepFlow.java"), FLOW);
    weir = new PackagedWeir(folder);
  }

  @Test
  void aDamagedBlobIsNamedAndNeverReturnedAndCanBeStoredAgain() throws Exception {
    // Given
    var run = weir.run("run", "KeepFlow.java", "--run-id-file", "id");
    assertThat(run.exitCode()).as(run.err()).isZero();
    var id = Files.readString(folder.resolve("id"));
    var before = weir.run("dump", id + "/end", "--include", "data", "--max-value-size", "0").out();
    var blob = blob();
    var flipped = Files.readAllBytes(blob);
    flipped[SIZE / 2] ^= 1;
    // When
    Files.write(blob, flipped);
    var dump = weir.run("dump", id + "/end", "--include", "data");
    // Then
    assertThat(dump.exitCode()).as(dump.err()).isEqualTo(ExitCode.UNAVAILABLE.code());
    assertThat(dump.err()).contains(blob.toString(), "is corrupt").doesNotContain("\tat ");
    assertThat(dump.out()).doesNotContain("data [");
    // When
    var resumed = weir.run("resume", "end", "KeepFlow.java");
    // Then
    assertThat(resumed.exitCode()).isEqualTo(ExitCode.FAILED.code());
    assertThat(resumed.out())
        .contains("cannot read artifact data", blob.toString(), "delete that file")
        .doesNotContain("size " + SIZE);
    // When
    Files.delete(blob);
    var again = weir.run("resume", "start", "KeepFlow.java");
    // Then
    assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
    assertThat(weir.run("dump", id + "/end", "--include", "data", "--max-value-size", "0").out())
        .isEqualTo(before);
  }

  @Test
  void aRunWhoseStateIsRemovedStopsAndSaysSo() throws Exception {
    // When
    var run = weir.run("run", "KeepFlow.java", "--remove", "true");
    // Then
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.UNAVAILABLE.code());
    assertThat(run.err()).contains("weir.db, is gone: somebody has removed it");
  }

  @Test
  void aPlaceWhereNothingCanBeWrittenIsNamed() throws Exception {
    // When
    var run = weir.run("run", "KeepFlow.java", "--state-dir", "/dev/null/weir");
    // Then
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNAVAILABLE.code());
    assertThat(run.err())
        .contains("can't write to the state directory /dev/null/weir", "WEIR_HOME");
  }

  @Test
  void aRecordThatIsNoDatabaseIsNamedAndLeftAlone() throws Exception {
    // Given
    var record = Files.createDirectory(folder.resolve(".weir")).resolve("weir.db");
    var text = "this is not a database, whatever its name says. ".repeat(100);
    Files.writeString(record, text);
    // When
    var runs = weir.run("runs");
    var run = weir.run("run", "KeepFlow.java");
    // Then
    assertThat(runs.exitCode()).isEqualTo(ExitCode.UNAVAILABLE.code());
    assertThat(runs.err()).contains(record.toString(), "move it away");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNAVAILABLE.code());
    assertThat(record).hasContent(text);
  }

  /** The only one of its size. */
  private Path blob() throws IOException {
    try (var files = Files.walk(folder.resolve(".weir/blobs"))) {
      var blobs = files.filter(file -> file.toFile().length() == SIZE).toList();
      assertThat(blobs).hasSize(1);
      return blobs.getFirst().toRealPath();
    }
  }
}
