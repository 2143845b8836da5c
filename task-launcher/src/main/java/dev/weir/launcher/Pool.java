package dev.weir.launcher;

import dev.weir.protocol.Digest;
import dev.weir.protocol.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a launcher: those that run a task, those kept for the next task of the same
 * code, and those that have run nothing yet.
 */
final class Pool implements AutoCloseable {
  private final LauncherSettings settings;
  private final JavaCommand command;
  private final SharedArchive archive;
  private final SocketDirectory sockets;
  private final Set<ChildProcess> all = new HashSet<>();
  private final List<Member> idle = new ArrayList<>();
  private boolean closed;

  Pool(LauncherSettings settings) throws IOException {
    this.settings = settings;
    Files.createDirectories(settings.codeCache());
    this.command = new JavaCommand(settings);
    this.archive = new SharedArchive(settings, command);
    this.sockets = new SocketDirectory();
  }

  /** The names of the variables that every process has. */
  Set<String> environment() {
    return command.environment().keySet();
  }

  /** What a process has run: another user's or another version's code never follows in it. */
  record Key(Project project, Digest codePackage, Variables variables) {}

  /**
   * A process of the pool.
   *
   * @param key nothing while it has run nothing
   */
  record Member(ChildProcess process, @Nullable Key key, int tasks, Instant since) {
    private Member after(Key ran) {
      return new Member(process, ran, tasks + 1, Instant.now());
    }
  }

  /** The warmest process there is for that code, or a new one; the caller's until given back. */
  Member take(Key key) throws StartFailedException {
    synchronized (this) {
      idle.removeIf(member -> !member.process().isAlive());
      var found = key.variables().equals(Variables.NONE) ? warm(key).or(this::spare) : warm(key);
      if (found.isPresent()) {
        idle.remove(found.get());
        return found.get();
      }
    }
    evictBeyond(settings.slots() - 1);
    return fresh(key.variables());
  }

  /** A process that has run nothing. */
  Member fresh(Variables variables) throws StartFailedException {
    try {
      synchronized (this) {
        if (closed) {
          throw new StartFailedException("the launcher is closed", null);
        }
        var process =
            ChildProcess.start(
                settings, command, archive.flags(), sockets.next(), variables.values());
        all.add(process);
        process.ended().thenRun(() -> remove(process));
        return new Member(process, null, 0, Instant.now());
      }
    } catch (IOException e) {
      throw new StartFailedException("cannot start a task process: " + e.getMessage(), e);
    }
  }

  /** Keeps the process for the next task of that code, within limits. */
  void giveBack(Member member, Key ran) {
    var used = member.after(ran);
    if (used.tasks() >= settings.reuse().tasks() || used.process().hasChildren()) {
      used.process().kill();
      return;
    }
    synchronized (this) {
      if (!closed) {
        idle.add(used);
        return;
      }
    }
    used.process().kill();
  }

  /** Starts processes ahead of need, as many as there is room for. */
  void addSpares() throws StartFailedException {
    while (lacksSpare()) {
      var spare = fresh(Variables.NONE);
      synchronized (this) {
        idle.add(spare);
      }
    }
  }

  private synchronized boolean lacksSpare() {
    var spares = idle.stream().filter(member -> member.key() == null).count();
    return !closed && spares < settings.reuse().spares() && all.size() < settings.slots();
  }

  /** Makes later processes start faster. */
  synchronized void prepare() {
    if (!closed) {
      archive.make();
    }
  }

  /** Ends what nobody has used for long. */
  void evictIdle() {
    var before = Instant.now().minus(settings.reuse().idle());
    List<Member> old;
    synchronized (this) {
      old = idle.stream().filter(member -> member.since().isBefore(before)).toList();
      idle.removeAll(old);
    }
    old.forEach(member -> member.process().kill());
  }

  /** Makes room: there are no more processes than slots. */
  private void evictBeyond(int count) {
    List<Member> victims;
    synchronized (this) {
      var excess = Math.clamp(all.size() - count, 0, idle.size());
      victims = List.copyOf(idle.subList(0, excess));
      idle.removeAll(victims);
    }
    victims.forEach(member -> member.process().kill());
  }

  @Override
  public void close() {
    List<ChildProcess> processes;
    synchronized (this) {
      closed = true;
      idle.clear();
      processes = List.copyOf(all);
    }
    processes.forEach(process -> process.close("the launcher was closed"));
    CompletableFuture.allOf(
            processes.stream().map(ChildProcess::ended).toArray(CompletableFuture<?>[]::new))
        .join();
    archive.close();
    sockets.close();
  }

  private Optional<Member> warm(Key key) {
    return idle.reversed().stream().filter(member -> key.equals(member.key())).findFirst();
  }

  private Optional<Member> spare() {
    return idle.stream().filter(member -> member.key() == null).findFirst();
  }

  private synchronized void remove(ChildProcess process) {
    all.remove(process);
    idle.removeIf(member -> member.process() == process);
  }
}
