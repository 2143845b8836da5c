package dev.weir.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what a task process has started, even after that process is gone. Where there is {@code
 * setsid}, each runs in a session of its own, which all that it starts inherit; so a Ctrl-C at the
 * terminal does not reach it either.
 */
final class Sessions {
  private static final Path PROC = Path.of("/proc");
  private static final Optional<String> SETSID =
      Files.isDirectory(PROC.resolve("self"))
          ? Stream.of("/usr/bin/setsid", "/bin/setsid")
              .filter(path -> Files.isExecutable(Path.of(path)))
              .findFirst()
          : Optional.empty();

  private Sessions() {}

  /** Put before the command of a process to be; runs it under the same pid. */
  static Optional<String> command() {
    return SETSID;
  }

  /** All but the process itself that are alive now. */
  static Stream<ProcessHandle> startedBy(ProcessHandle process) {
    var descendants = process.descendants();
    return SETSID.isEmpty()
        ? descendants
        : Stream.concat(descendants, inSession(process.pid())).distinct();
  }

  /** Whether the process itself has children now. */
  static boolean hasChildren(ProcessHandle process) {
    var threads = PROC.resolve(Long.toString(process.pid())).resolve("task");
    try (var each = Files.newDirectoryStream(threads)) {
      for (var thread : each) {
        if (!Files.readString(thread.resolve("children")).isBlank()) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      // No Linux, or a thread ended while we looked: ask all processes of this machine.
      return process.children().findAny().isPresent();
    }
  }

  private static Stream<ProcessHandle> inSession(long session) {
    try (var processes = Files.list(PROC)) {
      return processes
          .map(path -> path.getFileName().toString())
          .filter(name -> Character.isDigit(name.charAt(0)))
          .filter(pid -> sessionOf(pid) == session && Long.parseLong(pid) != session)
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + PROC, e);
    }
  }

  /** The sixth field of {@code stat}; the second may hold blanks, but ends at the last bracket. */
  private static long sessionOf(String pid) {
    try {
      var stat = Files.readString(PROC.resolve(pid).resolve("stat"));
      return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", 5)[3]);
    } catch (IOException | RuntimeException e) {
      return -1; // It ended while we looked.
    }
  }
}
