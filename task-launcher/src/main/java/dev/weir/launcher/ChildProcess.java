package dev.weir.launcher;

import dev.weir.protocol.Failure;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogLine.Stream;
import dev.weir.runtime.wire.Frames;
import dev.weir.runtime.wire.FromTask;
import dev.weir.runtime.wire.ToTask;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One task process and the connection to it. Runs one task at a time. */
final class ChildProcess {
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final int LAST_WORDS = 20;

  private final LauncherSettings settings;
  private final Path socket;
  private final ServerSocketChannel server;
  private final Process process;
  private final RawOutput out;
  private final RawOutput err;
  private final Deque<String> lastWords = new ArrayDeque<>();
  private final CompletableFuture<SocketChannel> ready = new CompletableFuture<>();
  private final CompletableFuture<ExitReport> ended = new CompletableFuture<>();
  private volatile @Nullable RunningTask task;
  private boolean stopping;

  private ChildProcess(
      LauncherSettings settings,
      JavaCommand command,
      List<String> flags,
      Path socket,
      Map<String, String> variables)
      throws IOException {
    this.settings = settings;
    this.socket = socket;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(socket));
      this.process =
          start(command, command.runningTasks(socket, flags), settings.directory(), variables);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    this.out = new RawOutput(process.getInputStream(), Stream.STDOUT, this::raw, name("stdout"));
    this.err = new RawOutput(process.getErrorStream(), Stream.STDERR, this::raw, name("stderr"));
  }

  static ChildProcess start(
      LauncherSettings settings,
      JavaCommand command,
      List<String> flags,
      Path socket,
      Map<String, String> variables)
      throws IOException {
    var child = new ChildProcess(settings, command, flags, socket, variables);
    Thread.ofPlatform().daemon().name(child.name("frames")).start(child::converse);
    return child;
  }

  private static Process start(
      JavaCommand command, List<String> line, Path directory, Map<String, String> variables)
      throws IOException {
    var builder = new ProcessBuilder(line);
    builder.directory(directory.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    builder.environment().putAll(variables);
    return builder.start();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive() && !ended.isDone();
  }

  /** Done when the process and all that it started are gone. */
  CompletableFuture<ExitReport> ended() {
    return ended;
  }

  /** Whether the process itself has children, which would see the next task's end. */
  boolean hasChildren() {
    return Sessions.hasChildren(process.toHandle());
  }

  void awaitReady() throws StartFailedException, InterruptedException {
    try {
      ready.get(settings.patience().start().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new StartFailedException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      kill();
      throw new StartFailedException(
          "a task process did not come up in " + settings.patience().start(), e);
    }
  }

  /** Hands the task over. The task hears everything that follows. */
  void run(ToTask.RunTask frame, RunningTask running) {
    out.expect(frame.token());
    err.expect(frame.token());
    task = running;
    try {
      var bytes = ByteBuffer.wrap(Frames.encode(frame));
      while (bytes.hasRemaining()) {
        ready.join().write(bytes);
      }
    } catch (IOException e) {
      kill();
    }
    ended.thenAccept(running::died);
  }

  /** Ends the process if it still runs that task; it may have gone on to another. */
  void stop(RunningTask running, String reason) {
    synchronized (this) {
      if (task != running) {
        return;
      }
      running.stop(reason);
      stopping = true;
    }
    stop();
  }

  /** Asks the process to end, and ends it and all that it started if it does not. */
  void stop() {
    Sessions.startedBy(process.toHandle()).forEach(ProcessHandle::destroy);
    process.destroy();
    afterPatience(this::kill);
  }

  /** As {@link #stop(RunningTask, String)}, whatever runs there. */
  void close(String reason) {
    var running = task;
    if (running != null) {
      running.stop(reason);
    }
    kill();
  }

  void kill() {
    if (!ended.isDone()) {
      Sessions.startedBy(process.toHandle()).forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void converse() {
    process.onExit().thenRun(this::closeServer);
    try (var channel = accept()) {
      var in = new BufferedInputStream(Channels.newInputStream(channel));
      var frame = Frames.read(in, FromTask.class);
      while (frame.isPresent()) {
        handle(frame.get(), channel);
        frame = Frames.read(in, FromTask.class);
      }
    } catch (IOException | RuntimeException e) {
      raw(new LogLine(Instant.now(), Stream.RUNTIME, "connection lost: " + e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  private SocketChannel accept() throws IOException {
    try (server) {
      return server.accept();
    } finally {
      Files.deleteIfExists(socket);
    }
  }

  private void handle(FromTask frame, SocketChannel channel) throws InterruptedException {
    if (frame instanceof FromTask.Ready) {
      ready.complete(channel);
      return;
    }
    var running = task;
    if (running == null) {
      return; // A thread that outlived its task goes on printing.
    }
    switch (frame) {
      case FromTask.Ready r -> {}
      case FromTask.Started s -> running.started(pid());
      case FromTask.Log log -> running.line(log.line());
      case FromTask.Exiting exiting -> running.exiting(exiting.where());
      case FromTask.TimedOut late -> endSoon(running, late.failure());
      case FromTask.Finished finished -> finish(running, finished);
    }
  }

  /** Its code has been interrupted; some of it does not listen. */
  private void endSoon(RunningTask running, Failure failure) {
    running.timedOut(failure);
    afterPatience(
        () -> {
          if (task == running) {
            kill();
          }
        });
  }

  private void afterPatience(Runnable work) {
    CompletableFuture.delayedExecutor(
            settings.patience().stop().toMillis(),
            TimeUnit.MILLISECONDS,
            Thread::startVirtualThread)
        .execute(work);
  }

  private void finish(RunningTask running, FromTask.Finished finished) throws InterruptedException {
    var drained = out.awaitMark(DRAIN) && err.awaitMark(DRAIN);
    synchronized (this) {
      task = null;
      running.finished(
          drained && !stopping
              ? finished
              : new FromTask.Finished(
                  finished.outcome(), finished.artifacts(), "it is being stopped, or prints on"));
    }
  }

  /** What no task printed is kept for the case that the process never comes up. */
  private void raw(LogLine line) {
    var running = task;
    if (running != null) {
      running.line(line);
      return;
    }
    synchronized (lastWords) {
      lastWords.add(line.text());
      if (lastWords.size() > LAST_WORDS) {
        lastWords.remove();
      }
    }
  }

  private void end() {
    try {
      if (!process.waitFor(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Sessions.startedBy(process.toHandle()).forEach(ProcessHandle::destroyForcibly);
      out.awaitEnd(DRAIN);
      err.awaitEnd(DRAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ready.completeExceptionally(new IOException("a task process did not come up: " + lastWords()));
    ended.complete(
        new ExitReport(process.exitValue(), pid(), settings.heapBytes(), settings.crashOf(pid())));
  }

  private String lastWords() {
    synchronized (lastWords) {
      return lastWords.isEmpty()
          ? "exit code " + process.exitValue()
          : String.join(" / ", lastWords);
    }
  }

  private void closeServer() {
    try {
      server.close();
    } catch (IOException e) {
      kill();
    }
  }

  private String name(String what) {
    return "weir-task-" + process.pid() + "-" + what;
  }
}
