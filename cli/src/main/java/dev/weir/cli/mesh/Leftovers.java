package dev.weir.cli.mesh;

import dev.weir.history.MeshDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is still there of a mesh whose supervisor is gone. A process counts as ours when it has the
 * pid and the start time that {@code mesh.json} names, when its command line carries the mesh's
 * mark, or when it is the PostgreSQL that works in the mesh's data directory.
 */
final class Leftovers {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final MeshFolder folder;
  private final Announcer announcer;

  Leftovers(MeshFolder folder, Announcer announcer) {
    this.folder = folder;
    this.announcer = announcer;
  }

  List<ProcessHandle> find() {
    Set<ProcessHandle> found = new LinkedHashSet<>();
    MeshDescription.read(folder.description()).stream()
        .flatMap(mesh -> mesh.parts().stream())
        .flatMap(part -> part.process().find().stream())
        .forEach(found::add);
    ProcessHandle.allProcesses().filter(this::isMarked).forEach(found::add);
    Postmaster.of(folder).ifPresent(found::add);
    return found.stream().filter(process -> !isMe(process)).toList();
  }

  /** Stops them all, and says so when there were any. */
  void stop() {
    var found = find();
    if (!found.isEmpty()) {
      announcer.say("stopping what was left behind: " + names(found));
    }
    // PostgreSQL last: the others write to it until they end.
    var postmaster = Postmaster.of(folder).stream().toList();
    Stream.concat(
            found.stream().filter(process -> !postmaster.contains(process)), postmaster.stream())
        .forEach(process -> ChildProcess.stop(process, LIMIT));
    try {
      Files.deleteIfExists(folder.description());
    } catch (IOException e) {
      throw new UncheckedIOException("can't remove " + folder.description(), e);
    }
  }

  private static String names(List<ProcessHandle> processes) {
    return processes.stream()
        .map(process -> process.info().command().orElse("?") + " (pid " + process.pid() + ")")
        .collect(Collectors.joining(", "));
  }

  private boolean isMarked(ProcessHandle process) {
    return process.info().arguments().stream()
        .flatMap(Arrays::stream)
        .anyMatch(folder.mark()::equals);
  }

  private static boolean isMe(ProcessHandle process) {
    return process.equals(ProcessHandle.current());
  }
}
