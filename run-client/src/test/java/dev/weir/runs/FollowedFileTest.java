package dev.weir.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedFileTest {
  @TempDir private Path folder;

  @Test
  void linesComeWholeWhileSomebodyWritesThem() throws Exception {
    // Given
    var file = Files.createFile(folder.resolve("out"));
    var goesOn = new AtomicBoolean(true);
    var seen = new CopyOnWriteArrayList<String>();
    var reader = Thread.ofVirtual().unstarted(() -> read(file, goesOn, seen));
    var text = "first\nsecond é\nno end".getBytes(StandardCharsets.UTF_8);
    int half = "first\nsecond ".length() + 1; // in the middle of a character
    // When
    append(file, Arrays.copyOf(text, half));
    reader.start();
    await().untilAsserted(() -> assertThat(seen).containsExactly("first"));
    append(file, Arrays.copyOfRange(text, half, text.length));
    await().untilAsserted(() -> assertThat(seen).containsExactly("first", "second é"));
    goesOn.set(false);
    reader.join();
    // Then
    assertThat(seen).containsExactly("first", "second é", "no end");
  }

  @Test
  void whatIsThereIsGivenWhenNobodyWrites() throws IOException {
    // Given
    var file = Files.writeString(folder.resolve("out"), "a\n\nb\n");
    // Then
    try (var lines = FollowedFile.lines(file, () -> false)) {
      assertThat(lines).containsExactly("a", "", "b");
    }
  }

  private static void read(Path file, AtomicBoolean goesOn, List<String> seen) {
    try (var lines = FollowedFile.lines(file, goesOn::get)) {
      lines.forEach(seen::add);
    }
  }

  private static void append(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.APPEND);
  }
}
