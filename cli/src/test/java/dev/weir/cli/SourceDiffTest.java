package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceDiffTest {
  @TempDir private Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String diff(Map<String, byte[]> before, Map<String, byte[]> after) {
    return String.join("\n", SourceDiff.lines(before, after));
  }

  @Test
  void sameBytesDoNotDiffer() {
    assertThat(SourceDiff.lines(Map.of("A.java", bytes("a")), Map.of("A.java", bytes("a"))))
        .isEmpty();
  }

  @Test
  void aChangeIsShownWithWhatStandsAroundIt() {
    // When
    var diff =
        diff(
            Map.of("p/A.java", bytes("1\n2\n3\n4\n5\nä\n")),
            Map.of("p/A.java", bytes("1\n2\n3\n4\nfive\nä\n")));
    // Then
    assertThat(diff)
        .isEqualTo("--- a/p/A.java\n+++ b/p/A.java\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+five\n ä");
  }

  @Test
  void filesComeAndGo() {
    assertThat(diff(Map.of("A.java", bytes("a\n")), Map.of("B.java", bytes("b\n"))))
        .isEqualTo(
            "--- a/A.java\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n"
                + "--- /dev/null\n+++ b/B.java\n@@ -0,0 +1,1 @@\n+b");
  }

  @Test
  void endsOfLinesCount() {
    assertThat(diff(Map.of("A.java", bytes("a\n")), Map.of("A.java", bytes("a"))))
        .endsWith("-a\n+a\n\\ No newline at end of file");
    assertThat(diff(Map.of("A.java", bytes("a\n")), Map.of("A.java", bytes("a\r\n"))))
        .endsWith("-a\n+a\r");
    assertThat(diff(Map.of("A.java", new byte[] {-1}), Map.of("A.java", new byte[] {-2})))
        .isEqualTo("Binary files a/A.java and b/A.java differ");
  }

  @Test
  void aFileIsFoundWhereverItsPackageLies() throws Exception {
    // Given
    Files.createDirectories(folder.resolve("src/flows"));
    Files.createDirectories(folder.resolve("src/other"));
    Files.createDirectories(folder.resolve("target/flows"));
    Files.writeString(folder.resolve("src/flows/A.java"), "mine");
    Files.writeString(folder.resolve("src/other/A.java"), "not mine");
    Files.writeString(folder.resolve("target/flows/A.java"), "a copy");
    Files.writeString(folder.resolve("B.java"), "mine too");
    var packaged =
        Map.of("flows/A.java", bytes(""), "deep/down/B.java", bytes(""), "C.java", bytes(""));
    // When
    var found = GivenSources.of(folder).like(packaged);
    var file = GivenSources.of(folder.resolve("B.java")).like(packaged);
    // Then
    assertThat(found.keySet()).isEqualTo(Set.of("flows/A.java", "deep/down/B.java"));
    assertThat(found.get("flows/A.java")).isEqualTo(bytes("mine"));
    assertThat(found.get("deep/down/B.java")).isEqualTo(bytes("mine too"));
    assertThat(file.keySet()).containsExactlyElementsOf(List.of("deep/down/B.java"));
  }
}
