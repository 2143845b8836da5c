package dev.weir.cli.mesh;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Passes on the lines that a log gets from now on. */
final class LogFollower {
  private static final String OWN_LABEL = "weir: ";

  private final Path log;
  private final Announcer announcer;
  private long position;

  LogFollower(Path log, Announcer announcer) throws IOException {
    this.log = log;
    this.announcer = announcer;
    this.position = Files.exists(log) ? Files.size(log) : 0;
  }

  void pass() throws IOException {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(position);
      var bytes = new byte[(int) (file.length() - position)];
      file.readFully(bytes);
      var text = new String(bytes, StandardCharsets.UTF_8);
      int whole = text.lastIndexOf('\n') + 1;
      position += text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length;
      text.substring(0, whole).lines().map(LogFollower::unlabelled).forEach(announcer::say);
    }
  }

  private static String unlabelled(String line) {
    return line.startsWith(OWN_LABEL) ? line.substring(OWN_LABEL.length()) : line;
  }
}
