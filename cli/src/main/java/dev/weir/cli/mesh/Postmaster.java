package dev.weir.cli.mesh;

import dev.weir.history.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the PostgreSQL that serves a mesh's data, also one that outlived all others. */
final class Postmaster {
  private Postmaster() {}

  static Optional<ProcessHandle> of(MeshFolder folder) {
    var file = folder.postmasterPid();
    try {
      if (Files.notExists(file)) {
        return Optional.empty();
      }
      var first = Files.readAllLines(file).stream().findFirst().orElse("").strip();
      return first.matches("\\d{1,18}")
          ? ProcessHandle.of(Long.parseLong(first))
              .filter(ProcessIdentity::isRunning)
              .filter(process -> worksIn(process, file.getParent()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // it removes the file when it ends
    }
  }

  /** The pid may be another process's by now; a postmaster works in its data directory. */
  private static boolean worksIn(ProcessHandle process, Path data) {
    try {
      return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), data);
    } catch (IOException e) {
      return false;
    }
  }
}
