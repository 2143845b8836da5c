package dev.weir.cli.mesh;

import dev.weir.history.MeshPart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One service or worker of the mesh: how it is started, again if need be, and stopped. */
final class SupervisedPart {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
  private static final Duration STEADY = Duration.ofMinutes(1);

  private final String name;
  private final URI url;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final ClassArchives.Use archive;
  private ChildProcess process;
  private long startedNanos;
  private Duration delay = FIRST_DELAY;

  SupervisedPart(
      String name,
      URI url,
      List<String> command,
      Map<String, String> environment,
      Path log,
      ClassArchives.Use archive)
      throws IOException {
    this.name = name;
    this.url = url;
    this.command = command;
    this.environment = environment;
    this.log = log;
    this.archive = archive;
    this.process = launch();
  }

  String name() {
    return name;
  }

  URI url() {
    return url;
  }

  Path log() {
    return log;
  }

  ChildProcess process() {
    return process;
  }

  URI ready() {
    return url.resolve("/q/health/ready");
  }

  MeshPart describe() {
    return new MeshPart(name, url, process.identity(), ready());
  }

  void restart() throws IOException {
    process = launch();
  }

  /** How long to wait before the next start: longer each time, short again after a steady while. */
  Duration nextDelay() {
    if (System.nanoTime() - startedNanos > STEADY.toNanos()) {
      delay = FIRST_DELAY;
    }
    var now = delay;
    var doubled = delay.multipliedBy(2);
    delay = doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled;
    return now;
  }

  void stop() {
    process.stop(STOP_LIMIT);
    archive.keep();
  }

  private ChildProcess launch() throws IOException {
    startedNanos = System.nanoTime();
    var words =
        Stream.of(command.subList(0, 1), archive.flags(), command.subList(1, command.size()))
            .flatMap(List::stream)
            .toList();
    return ChildProcess.start(words, environment, log, ChildProcess.Output.LOG);
  }
}
