package dev.weir.launcher;

import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Explains why a process ended in the middle of a task.
 *
 * @param code as {@link Process#exitValue} has it: 128 and the signal's number, where one ended it
 * @param crash the JVM's own report, if it wrote one
 */
record ExitReport(int code, long pid, long heapBytes, Path crash) {
  private static final int OUT_OF_MEMORY = 3;

  /** By this code a step says, as in Metaflow, that it shall not be tried again. */
  private static final int NO_RETRY = 202;

  private static final int SIGNALLED = 128;
  private static final int SIGKILL = 9;
  private static final int LAST_SIGNAL = 64;

  Failure failure(Optional<String> exitedAt) {
    if (exitedAt.isPresent()) {
      return exited(
          "the step ended its process: it called System.exit(" + code + ")", exitedAt.get());
    }
    if (Files.exists(crash)) {
      return exited("the JVM crashed: " + crashSummary() + "; see " + crash, null);
    }
    if (code == OUT_OF_MEMORY) {
      return new Failure(
          FailureKind.OUT_OF_MEMORY,
          "out of memory: the step needs more than its heap of " + mebibytes() + " MiB",
          null);
    }
    return exited(code > SIGNALLED && code <= SIGNALLED + LAST_SIGNAL ? signal() : silent(), null);
  }

  private String signal() {
    var signal = code - SIGNALLED;
    return signal == SIGKILL
        ? "the step's process ("
            + pid
            + ") was killed by signal 9 (SIGKILL), probably by the system because memory ran out,"
            + " or by someone's kill"
        : "the step's process (" + pid + ") was ended by signal " + signal;
  }

  private String silent() {
    return "the step's process ("
        + pid
        + ") ended with exit code "
        + code
        + " in the middle of the step: Runtime.halt, or native code that ended it";
  }

  /** What went wrong and where, as the first comment of an hs_err file says it. */
  private String crashSummary() {
    try (var lines = Files.lines(crash)) {
      return lines
          .limit(30)
          .map(line -> line.replaceFirst("^#\\s*", ""))
          .filter(
              line ->
                  line.startsWith("SIG")
                      || line.startsWith("EXCEPTION_")
                      || line.startsWith("Internal Error")
                      || line.startsWith("There is insufficient memory"))
          .limit(1)
          .collect(Collectors.joining())
          .strip();
    } catch (IOException e) {
      return "exit code " + code;
    }
  }

  private long mebibytes() {
    return heapBytes >> 20;
  }

  private Failure exited(String message, @Nullable String stackTrace) {
    var kind = code == NO_RETRY ? FailureKind.NO_RETRY : FailureKind.PROCESS_EXITED;
    return new Failure(kind, message, stackTrace);
  }
}
