package dev.weir.cli;

import dev.weir.cli.console.Screen;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command on a pseudo-terminal, which Python has and Java has not; and what is on its screen. */
final class Pty implements AutoCloseable {
  private final Process python;
  private final Screen screen;
  private final boolean shown;
  private final StringBuilder written = new StringBuilder();
  private final Thread reader;

  private Pty(Process python, Screen screen, boolean shown) {
    this.python = python;
    this.screen = screen;
    this.shown = shown;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  static boolean isThere() {
    try {
      return new ProcessBuilder("python3", "-c", "import pty, termios").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static Pty start(
      int columns, int rows, Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    return new Pty(
        python(columns, rows, folder, environment, command), new Screen(columns, rows), true);
  }

  /**
   * A program that uses more of a terminal than {@link Screen} knows; only what it writes counts.
   */
  static Pty startUnseen(Path folder, List<String> command) throws IOException {
    var python = python(80, 24, folder, Map.of("TERM", "dumb"), command);
    return new Pty(python, new Screen(80, 24), false);
  }

  private static Process python(
      int columns, int rows, Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    var script = Files.createTempFile(folder, "terminal", ".py");
    try (var resource = Pty.class.getResourceAsStream("/terminal.py")) {
      Files.write(script, resource.readAllBytes());
    }
    var line = new ArrayList<>(List.of("python3", script.toString()));
    line.addAll(List.of(Integer.toString(columns), Integer.toString(rows)));
    line.addAll(command);
    var builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(name -> name.startsWith("WEIR_"));
    builder.environment().keySet().removeAll(List.of("NO_COLOR", "COLUMNS", "LINES"));
    builder.environment().put("TERM", "xterm-256color");
    builder.environment().putAll(environment);
    return builder.start();
  }

  Screen screen() {
    return screen;
  }

  String written() {
    synchronized (written) {
      return written.toString();
    }
  }

  /** What the screen showed at any time. */
  boolean shows(String text) {
    return screen.lines().stream().anyMatch(line -> line.contains(text));
  }

  void resize(int columns, int rows) throws IOException {
    synchronized (written) { // nothing is written to the screen meanwhile
      screen.resize(columns, rows);
      order("resize " + columns + " " + rows);
    }
  }

  void pressCtrlC() throws IOException {
    type("\u0003");
  }

  void type(String keys) throws IOException {
    order("type " + HexFormat.of().formatHex(keys.getBytes(StandardCharsets.UTF_8)));
  }

  int await() throws InterruptedException {
    if (!python.waitFor(120, TimeUnit.SECONDS)) {
      throw new AssertionError("still running; so far it wrote:\n" + written());
    }
    reader.join();
    return python.exitValue();
  }

  @Override
  public void close() {
    python.descendants().forEach(ProcessHandle::destroyForcibly);
    python.destroyForcibly();
  }

  private void order(String what) throws IOException {
    OutputStream orders = python.getOutputStream();
    orders.write((what + "\n").getBytes(StandardCharsets.US_ASCII));
    orders.flush();
  }

  private void read() {
    var buffer = new char[8192];
    try (Reader out = new InputStreamReader(python.getInputStream(), StandardCharsets.UTF_8)) {
      for (int n = out.read(buffer); n >= 0; n = out.read(buffer)) {
        synchronized (written) {
          written.append(buffer, 0, n);
          if (shown) {
            screen.write(new String(buffer, 0, n));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
