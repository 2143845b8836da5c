package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.client.Json;
import dev.weir.client.MetadataClient;
import dev.weir.client.SchedulerClient;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Principal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A dev mesh in a folder of its own, started by {@code weir up} and stopped by {@code down}. */
final class Mesh implements AutoCloseable {
  private final Weir weir;

  private Mesh(Weir weir) {
    this.weir = weir;
  }

  static Mesh up(Path folder, String... settings) {
    var mesh = new Mesh(new Weir(folder));
    mesh.up(settings);
    return mesh;
  }

  /** The mesh that a command started in its folder. */
  static Mesh over(Weir weir) {
    return new Mesh(weir);
  }

  /**
   * @param settings of its services, such as {@code SCHEDULER_LEASE=PT10S}
   */
  void up(String... settings) {
    var command = new ArrayList<>(List.of("up", "--detach"));
    List.of(settings).forEach(setting -> command.addAll(List.of("--setting", setting)));
    var up = weir.run(command.toArray());
    assertThat(up.exitCode()).as(up.all()).isZero();
  }

  /** Stops it and checks that none of its processes is left. */
  @Override
  public void close() {
    var pids = pids();
    var down = weir.run("down");
    assertThat(down.exitCode()).as(down.all()).isZero();
    assertThat(pids).as("processes left").noneMatch(Mesh::isAlive);
  }

  Weir weir() {
    return weir;
  }

  JsonNode status() {
    var status = weir.run("status", "--json");
    try {
      return Json.mapper().readTree(status.out());
    } catch (IOException e) {
      throw new UncheckedIOException(status.all(), e);
    }
  }

  boolean healthy() {
    return weir.run("status").exitCode() == 0;
  }

  /** Whether all of it serves, by other processes than that one. */
  boolean healthyWithout(long pid) {
    var status = status();
    return status.get("state").asText().equals("UP") && !pids(status).contains(pid);
  }

  URI url(String part) {
    return URI.create(part(part).get("url").asText());
  }

  long pid(String part) {
    return part(part).get("pid").asLong();
  }

  List<Long> pids() {
    return pids(status());
  }

  private static List<Long> pids(JsonNode status) {
    var pids = new ArrayList<Long>();
    status.get("parts").forEach(part -> pids.add(part.get("pid").asLong()));
    return pids;
  }

  /** Kills a part as a power cut would: no chance to say good-bye. */
  void kill(String part) {
    var process = ProcessHandle.of(pid(part)).orElseThrow();
    assertThat(process.destroyForcibly()).isTrue();
    process.onExit().join();
  }

  /** Its status, and the end of what each of its processes wrote. */
  String lastWords() {
    var words = new StringBuilder(weir.run("status").all());
    try (var logs = Files.list(weir.folder().resolve(".weir/mesh/logs"))) {
      for (var log : logs.sorted().toList()) {
        var lines = Files.readAllLines(log);
        words.append("\n--- ").append(log.getFileName()).append('\n');
        words.append(
            String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())));
      }
    } catch (IOException e) {
      words.append("\nno logs: ").append(e);
    }
    return words.toString();
  }

  MetadataClient metadata() {
    return new MetadataClient(http("metadata-svc"));
  }

  SchedulerClient scheduler() {
    return new SchedulerClient(http("scheduler-svc"));
  }

  private ServiceHttp http(String part) {
    return new ServiceHttp(url(part), new Principal("e2e"));
  }

  private JsonNode part(String name) {
    for (var part : status().get("parts")) {
      if (part.get("name").asText().equals(name)) {
        return part;
      }
    }
    throw new AssertionError("no part " + name + " in " + status());
  }

  /** A zombie, which waits only for init to take notice, has no command. */
  static boolean isAlive(long pid) {
    return ProcessHandle.of(pid)
        .filter(process -> process.isAlive() && process.info().command().isPresent())
        .isPresent();
  }
}
