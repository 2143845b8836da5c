package dev.weir.cli.mesh;

import dev.weir.cli.ExitCode;
import dev.weir.cli.UserError;
import dev.weir.history.MeshDescription;
import dev.weir.history.MeshPart;
import dev.weir.history.ProcessIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts the parts of a mesh, starts again what dies, and stops all of it in order. What ECS does
 * on AWS, for one machine.
 */
public final class Supervisor implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final List<String> QUICK_START =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");

  private final MeshFolder folder;
  private final Installation installation;
  private final Announcer announcer;
  private final Map<String, String> settings;
  private final ClassArchives archives;
  private final SupervisorLock lock;
  private final Ports ports = new Ports();
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final Map<MeshService, SupervisedPart> parts = new EnumMap<>(MeshService.class);
  private volatile boolean stopping;
  private @Nullable AwsProcess aws;

  private Supervisor(
      MeshFolder folder,
      Installation installation,
      Map<String, String> settings,
      Announcer announcer) {
    this.folder = folder;
    this.settings = Map.copyOf(settings);
    this.installation = installation;
    this.announcer = announcer;
    this.archives = new ClassArchives(installation.archives());
    this.lock = SupervisorLock.take(folder);
  }

  /** A mesh with nothing started yet; refused where another supervisor is at work. */
  static Supervisor of(
      MeshFolder folder,
      Installation installation,
      Map<String, String> settings,
      Announcer announcer) {
    return new Supervisor(folder, installation, settings, announcer);
  }

  /** Returns when every part is ready; closing stops what was started till then. */
  public void start() {
    try {
      long began = System.nanoTime();
      new Leftovers(folder, announcer).stop();
      describe(MeshDescription.Phase.STARTING);
      var started = startAws();
      started.awaitReady();
      announcer.say("ready: SQS, S3 and PostgreSQL, embedded" + since(began));
      startServices(started.standIn());
      describe(MeshDescription.Phase.STARTING);
      awaitReady(began);
      describe(MeshDescription.Phase.READY);
      watch(started);
      parts.values().forEach(this::watch);
    } catch (IOException e) {
      throw new UserError(ExitCode.UNAVAILABLE, "can't start the mesh: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError(ExitCode.INTERRUPTED, "interrupted while the mesh was starting");
    }
  }

  /** Keeps the mesh up until {@link #close}. */
  public void run() throws InterruptedException {
    while (!stopping) {
      events.take().run();
    }
  }

  /** Stops everything, the worker first; safe to call from any thread and again. */
  @Override
  public synchronized void close() {
    if (stopping) {
      return;
    }
    stopping = true;
    try {
      describe(MeshDescription.Phase.STOPPING);
      stopParts();
      if (aws != null) {
        aws.stop();
      }
      new Leftovers(folder, announcer).stop();
    } catch (IOException e) {
      announcer.say("can't update " + folder.description() + ": " + e);
    } finally {
      ports.close();
      lock.close();
      events.add(() -> {});
    }
  }

  /** The worker first: it gives back what it holds. */
  private void stopParts() {
    Optional.ofNullable(parts.get(MeshService.WORKER)).ifPresent(SupervisedPart::stop);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      parts.values().forEach(part -> threads.execute(part::stop));
    }
  }

  private synchronized AwsProcess startAws() throws IOException {
    requireNotStopping();
    var started = AwsProcess.start(folder, installation.testkit(), archives, ports);
    aws = started;
    return started;
  }

  /** Or a process would start that nobody stops. */
  private void requireNotStopping() {
    if (stopping) {
      throw new UserError(ExitCode.INTERRUPTED, "stopped while the mesh was starting");
    }
  }

  private void startServices(AwsStandIn standIn) throws IOException {
    var urls = new EnumMap<MeshService, URI>(MeshService.class);
    for (var service : MeshService.values()) {
      int port = ports.preferably(service.usualPort());
      if (port != service.usualPort()) {
        announcer.say(
            "port " + service.usualPort() + " is taken; " + service.title() + " gets " + port);
      }
      urls.put(service, URI.create("http://localhost:" + port));
    }
    var around =
        new MeshService.Surroundings(
            standIn,
            urls,
            Runtime.getRuntime().availableProcessors(),
            installation.taskRuntime(),
            Files.createDirectories(folder.work()));
    for (var service : MeshService.values()) {
      startService(service, around);
    }
  }

  private synchronized void startService(MeshService service, MeshService.Surroundings around)
      throws IOException {
    requireNotStopping();
    parts.put(service, part(service, around));
  }

  private SupervisedPart part(MeshService service, MeshService.Surroundings around)
      throws IOException {
    Path jar = installation.service(service.title());
    var command =
        Stream.of(
                List.of(Installation.java().toString(), folder.mark()),
                QUICK_START,
                List.of("-jar", jar.toString()))
            .flatMap(List::stream)
            .toList();
    var environment = service.environment(around);
    environment.putAll(settings);
    return new SupervisedPart(
        service.title(),
        around.urls().get(service),
        command,
        environment,
        folder.log(service.title()),
        archives.of(service.title(), jar.getParent()));
  }

  private void awaitReady(long began) throws InterruptedException {
    var waiting = new ArrayList<>(parts.values());
    try (var health = new HealthCheck()) {
      while (!waiting.isEmpty()) {
        for (var part : List.copyOf(waiting)) {
          requireAlive(part);
          if (health.isReady(part.ready())) {
            waiting.remove(part);
            announcer.say("ready: " + part.name() + " at " + part.url() + since(began));
          }
        }
        requireInTime(waiting, began);
        waiting.stream().findFirst().ifPresent(part -> pause(part.process()));
      }
    }
  }

  /** A tenth of a second, or less when the process ends. */
  private static void pause(ChildProcess process) {
    process
        .onExit()
        .thenAccept(ended -> {})
        .completeOnTimeout(null, 100, TimeUnit.MILLISECONDS)
        .join();
  }

  private static void requireAlive(SupervisedPart part) {
    if (!part.process().isAlive()) {
      throw new UserError(
          ExitCode.UNAVAILABLE,
          part.name()
              + " ended while starting (exit code "
              + part.process().exitCode()
              + "). Its last words:\n"
              + LogTail.of(part.log()));
    }
  }

  private static void requireInTime(List<SupervisedPart> waiting, long began) {
    if (!waiting.isEmpty() && System.nanoTime() - began > START_LIMIT.toNanos()) {
      var slow = waiting.getFirst();
      throw new UserError(
          ExitCode.UNAVAILABLE,
          slow.name()
              + " is not ready after "
              + START_LIMIT.toSeconds()
              + " s. Its last words:\n"
              + LogTail.of(slow.log()));
    }
  }

  private void watch(SupervisedPart part) {
    part.process().onExit().thenAccept(ended -> events.add(() -> revive(part)));
  }

  private void watch(AwsProcess part) {
    part.process().onExit().thenAccept(ended -> events.add(() -> revive(part)));
  }

  private void revive(SupervisedPart part) {
    if (stopping) {
      return;
    }
    var delay = part.nextDelay();
    announcer.say(
        part.name()
            + " ended (exit code "
            + part.process().exitCode()
            + "); starting it again in "
            + delay.toSeconds()
            + " s. Its log: "
            + part.log());
    later(
        delay,
        () -> {
          part.restart();
          watch(part);
          announcer.say("started again: " + part.name() + " at " + part.url());
        });
  }

  private void revive(AwsProcess part) {
    if (stopping) {
      return;
    }
    announcer.say("the embedded SQS, S3 and PostgreSQL ended; starting them again");
    later(
        Duration.ofSeconds(1),
        () -> {
          part.restart();
          watch(part);
          announcer.say("ready again: SQS, S3 and PostgreSQL");
        });
  }

  /** Starts of processes, which may fail. */
  @FunctionalInterface
  private interface Start {
    void run() throws IOException;
  }

  private void later(Duration delay, Start start) {
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> events.add(() -> startAgain(start)));
  }

  private synchronized void startAgain(Start start) {
    if (stopping) {
      return;
    }
    try {
      start.run();
      describe(MeshDescription.Phase.READY);
    } catch (IOException | UserError e) {
      announcer.say("that did not work: " + e.getMessage());
      later(Duration.ofSeconds(10), start);
    }
  }

  private void describe(MeshDescription.Phase phase) throws IOException {
    var all = new ArrayList<MeshPart>();
    parts.values().forEach(part -> all.add(part.describe()));
    if (aws != null) {
      all.addAll(aws.describe());
    }
    new MeshDescription(ProcessIdentity.of(ProcessHandle.current()), phase, all)
        .write(folder.description());
  }

  private static String since(long began) {
    return String.format(Locale.ROOT, " (%.1f s)", (System.nanoTime() - began) / 1e9);
  }
}
