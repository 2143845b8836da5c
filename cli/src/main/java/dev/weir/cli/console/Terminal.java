package dev.weir.cli.console;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The terminal that standard output is. What starts this JVM says whether it is one (the property
 * {@code weir.terminal}): a shell knows that for nothing.
 */
public final class Terminal {
  private static final String TTY = "/dev/tty";

  private final Colours colours;
  private volatile @Nullable TerminalSize size;
  private boolean watched;

  private Terminal(Colours colours) {
    this.colours = colours;
  }

  /** Where standard output is a terminal whose cursor can be moved. */
  public static Optional<Terminal> ofStandardOutput() {
    return Boolean.getBoolean("weir.terminal") && canMove(System.getenv())
        ? Optional.of(new Terminal(Colours.of(System.getenv())))
        : Optional.empty();
  }

  static boolean canMove(Map<String, String> environment) {
    var type = environment.getOrDefault("TERM", "");
    return !type.isEmpty() && !type.equals("dumb");
  }

  Colours colours() {
    return colours;
  }

  /** Costs a process where the size may have changed since it was last asked for. */
  TerminalSize size() {
    if (!watched) {
      watched = true;
      watchChanges();
    }
    var known = size;
    if (known == null) {
      known = measured().orElse(TerminalSize.USUAL);
      size = known;
    }
    return known;
  }

  /** The JDK has no call for it; {@code stty} takes 5 ms, a native call 250 ms of preparation. */
  private static Optional<TerminalSize> measured() {
    try {
      var stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File(TTY))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (var out = stty.getInputStream()) {
        return stty.waitFor(1, TimeUnit.SECONDS)
            ? parsed(new String(out.readAllBytes(), StandardCharsets.US_ASCII))
            : Optional.empty();
      } finally {
        stty.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** {@code stty}'s answer: rows and columns, both 0 where the terminal does not know. */
  static Optional<TerminalSize> parsed(String answer) {
    if (!answer.matches("\\d{1,4} \\d{1,4}\\s*")) {
      return Optional.empty();
    }
    var numbers = answer.strip().split(" ", -1);
    int rows = Integer.parseInt(numbers[0]);
    int columns = Integer.parseInt(numbers[1]);
    return rows < 1 || columns < 1
        ? Optional.empty()
        : Optional.of(new TerminalSize(columns, rows));
  }

  /**
   * SIGWINCH says that the size has changed. By reflection, as other programs for terminals do it:
   * the JDK has no supported way, and the compiler warns of this one. Without it the size stays.
   */
  private void watchChanges() {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var forget =
          Proxy.newProxyInstance(
              Terminal.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                size = null;
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("WINCH"), forget);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // No such signal here.
    }
  }
}
