package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentDeathTest {
  @TempDir Path directory;

  @Test
  void aTaskAndAllThatItStartedEndWithTheirLauncher() throws Exception {
    // Given
    var parent =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                DoomedParent.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var out =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
    var grandchild = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
    var task = grandchild.parent().orElseThrow();
    assertThat(task.parent()).contains(parent.toHandle());
    // When
    parent.destroyForcibly().waitFor();
    // Then
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !Processes.isRunning(task) && !Processes.isRunning(grandchild));
  }
}
