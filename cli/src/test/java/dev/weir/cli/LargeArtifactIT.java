package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An artifact of 1 GB takes little more memory than the array itself, out and in. */
class LargeArtifactIT {
  private static final long SIZE = 1L << 30;
  private static final long BESIDES = 64L << 20;
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      import java.nio.file.*;

      public class LargeFlow extends FlowSpec {
        byte[] data;

        @Step Next start() throws Exception {
          memory("before");
          data = new byte[1 << 30];
          data[data.length / 2] = 42;
          return next(this::end);
        }
        @Step void end() throws Exception {
          System.out.println("read " + data.length + " " + data[data.length / 2]);
          memory("after");
        }
        static void memory(String when) throws Exception {
          var status = Path.of("/proc/self/status");
          if (!Files.exists(status)) return;
          for (var line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
              System.out.println(when + " " + line.replaceAll("\\\\D", "") + " kB");
            }
          }
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void aGigabyteIsHandedOn() throws Exception {
    // Given
    assumeTrue(machineMemory() >= 5 * SIZE, "this machine has too little memory");
    assumeTrue(Files.getFileStore(folder).getUsableSpace() >= 3 * SIZE, "this disk is too small");
    Files.writeString(folder.resolve("LargeFlow.java"), FLOW);
    // When
    var run = new PackagedWeir(folder).run("run", "LargeFlow.java", "--max-workers", "1");
    // Then
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("] read " + SIZE + " 42\n");
    assumeTrue(run.out().contains("before "), "this system does not tell a process's peak");
    assertThat(kibibytes(run.out(), "after") - kibibytes(run.out(), "before"))
        .isLessThan((SIZE + BESIDES) >> 10);
  }

  private static long kibibytes(String out, String when) {
    var found = Pattern.compile(when + " (\\d+) kB").matcher(out);
    assertThat(found.find()).as(out).isTrue();
    return Long.parseLong(found.group(1));
  }

  private static long machineMemory() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }
}
