package dev.weir.cli.mesh;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log, to be shown with an error. */
final class LogTail {
  private static final int LINES = 15;

  private LogTail() {}

  static String of(Path log) {
    var lines = read(log);
    var last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    return "  " + String.join("\n  ", last) + "\n(all of it: " + log + ")";
  }

  private static List<String> read(Path log) {
    try {
      return Files.readAllLines(log, StandardCharsets.UTF_8);
    } catch (MalformedInputException e) {
      return List.of("(not text)");
    } catch (IOException e) {
      return List.of("(no log: " + e + ")");
    }
  }
}
