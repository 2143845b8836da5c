package dev.weir.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class OrphanedPostmasterTest {
  @Test
  @Timeout(value = 15, unit = TimeUnit.SECONDS)
  void waitsForNoZombie(@TempDir Path data) throws IOException {
    // Given a process that has ended, and a parent that never asks for it
    var parent = new ProcessBuilder("sh", "-c", "true & echo $!; exec sleep 600").start();
    try (var pid = parent.inputReader()) {
      var zombie = ProcessHandle.of(Long.parseLong(pid.readLine())).orElseThrow();
      // When, Then
      assertThatCode(new OrphanedPostmaster(data, zombie)::stop).doesNotThrowAnyException();
    } finally {
      parent.destroyForcibly();
    }
  }
}
