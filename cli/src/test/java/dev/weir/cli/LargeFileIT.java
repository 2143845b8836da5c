package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is larger than the command's memory goes into the store and out to a step. */
class LargeFileIT {
  private static final long SIZE = 300L << 20;
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      import java.io.IOException;
      import java.nio.file.*;

      public class LargeFlow extends FlowSpec {
        @IncludeFile Path data;
        long size;

        @Step Next start() { return next(this::measure); }
        @Step Next measure() throws IOException { size = Files.size(data); return next(this::end); }
        @Step void end() { System.out.println("size " + size); }
      }
      """;

  @TempDir private Path folder;

  @Test
  void aFileNeedNotFitIntoTheCommandsMemory() throws Exception {
    // Given
    var weir = new PackagedWeir(folder);
    Files.writeString(folder.resolve("LargeFlow.java"), FLOW);
    var data = sparse(folder.resolve("data.bin"));
    // When
    var run = weir.runInHeap("64m", "run", "LargeFlow.java", "--data", data.toString());
    // Then
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("size " + SIZE);
  }

  private static Path sparse(Path path) throws IOException {
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(SIZE);
    }
    return path;
  }
}
