package dev.weir.launcher;

import dev.weir.protocol.Digest;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The classes of task-runtime, loaded and linked, in a file that the JVM maps (its AOT cache, JEP
 * 483): a process starts in half the time. Made once for all launchers of these jars, by a process
 * of its own, beside the first tasks. The file's name says of which jars, for this JVM does not
 * notice that one has changed (JDK-8377932).
 */
final class SharedArchive implements AutoCloseable {
  /**
   * How many seconds a launcher waits at its end, so that the next one finds the file. Whoever
   * starts one only for the sake of the file has more time than a user.
   */
  private static final Duration PATIENCE =
      Duration.ofSeconds(Integer.getInteger("weir.archive.patience", 5));

  /** After a training that did not come to its end. */
  private static final Duration BETWEEN_TRIES = Duration.ofMinutes(15);

  private static final List<String> QUIET = List.of("-Xlog:cds=off", "-Xlog:aot=off");

  private final JavaCommand command;
  private final Path file;
  private final Path workshop;
  private @Nullable Training training;

  /** The process that makes the file, and the moment it is in its place. */
  private record Training(Process process, CompletableFuture<Void> published) {}

  SharedArchive(LauncherSettings settings, JavaCommand command) throws IOException {
    this.command = command;
    var version = version(command.jar());
    this.file = settings.archives().resolve("task-runtime-" + version + ".aot");
    this.workshop = settings.archives().resolve("train-" + version);
  }

  /** What lets a process use the file, if it is there. */
  List<String> flags() {
    if (!Files.exists(file)) {
      return List.of();
    }
    var flags = new ArrayList<>(QUIET);
    flags.add("-XX:AOTCache=" + file);
    return flags;
  }

  /** Sees to it that there will be a file. */
  synchronized void make() {
    if (training != null || Files.exists(file)) {
      return;
    }
    try {
      if (isTriedElsewhere()) {
        return;
      }
      var archive = Files.createDirectories(workshop).resolve("archive");
      var flags = new ArrayList<>(QUIET);
      flags.add("-XX:AOTCacheOutput=" + archive);
      // Or it would keep which methods were hot, and each start would compile them at once.
      flags.add("-XX:TieredStopAtLevel=1");
      var builder = new ProcessBuilder(command.training(workshop, flags));
      builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      var process = builder.start();
      training = new Training(process, process.onExit().thenAccept(this::publish));
    } catch (IOException e) {
      // Processes start all the same, only slower.
    }
  }

  /** By another launcher, or by one that had no time to wait for it. */
  private boolean isTriedElsewhere() throws IOException {
    if (!Files.exists(workshop)) {
      return false;
    }
    var since = Files.getLastModifiedTime(workshop).toInstant();
    if (since.isAfter(Instant.now().minus(BETWEEN_TRIES))) {
      return true;
    }
    deleteTree(workshop);
    return false;
  }

  private void publish(Process ended) {
    try {
      var archive = workshop.resolve("archive");
      if (ended.exitValue() == 0 && Files.exists(archive)) {
        Files.move(archive, file, StandardCopyOption.ATOMIC_MOVE);
        deleteTree(workshop);
      }
    } catch (IOException e) {
      // As above.
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (training == null) {
      return;
    }
    try {
      training.published().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // It has to end all the same.
    } finally {
      // At its end it starts another, which writes the file.
      training.process().descendants().forEach(ProcessHandle::destroyForcibly);
      training.process().destroyForcibly();
    }
  }

  /** Other jars, another JVM: another file. */
  private static String version(Path jar) throws IOException {
    var text = new StringBuilder(System.getProperty("java.vm.version"));
    try (var jars = Files.list(jar.getParent())) {
      for (var each : jars.sorted().toList()) {
        text.append('\n')
            .append(each)
            .append(Files.size(each))
            .append(Files.getLastModifiedTime(each));
      }
    }
    return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).sha256().substring(0, 16);
  }
}
