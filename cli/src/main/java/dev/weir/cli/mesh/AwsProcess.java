package dev.weir.cli.mesh;

import dev.weir.cli.ExitCode;
import dev.weir.cli.UserError;
import dev.weir.client.Json;
import dev.weir.history.MeshPart;
import dev.weir.history.ProcessIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The process with the embedded SQS, S3 and PostgreSQL. It ends when its standard input does, so it
 * never outlives its supervisor.
 */
final class AwsProcess {
  static final String NAME = "aws";
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final MeshFolder folder;
  private final List<String> command;
  private final ClassArchives.Use archive;
  private ChildProcess process;
  private @Nullable AwsStandIn standIn;

  private AwsProcess(
      MeshFolder folder, List<String> command, ClassArchives.Use archive, ChildProcess process) {
    this.folder = folder;
    this.command = command;
    this.archive = archive;
    this.process = process;
  }

  /** Starts it; {@link #awaitReady} says when all three serve. */
  static AwsProcess start(MeshFolder folder, Path jars, ClassArchives archives, Ports ports)
      throws IOException {
    Files.createDirectories(folder.data());
    var archive = archives.of(NAME, jars);
    var command = new ArrayList<>(List.of(Installation.java().toString(), folder.mark()));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx384m"));
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", jars + "/*", "dev.weir.testkit.EmbeddedAws"));
    command.addAll(List.of("--data-dir", folder.data().toString(), "--until-stdin-closes"));
    for (var option : List.of("--sqs-port", "--s3-port", "--postgres-port")) {
      command.addAll(List.of(option, Integer.toString(ports.free())));
    }
    return new AwsProcess(folder, command, archive, launch(folder, command, archive));
  }

  AwsStandIn standIn() {
    var ready = standIn;
    if (ready == null) {
      throw new IllegalStateException("not ready yet");
    }
    return ready;
  }

  ChildProcess process() {
    return process;
  }

  List<MeshPart> describe() {
    var ready = standIn;
    if (ready == null) {
      return List.of();
    }
    var id = process.identity();
    return List.of(
        new MeshPart("sqs", ready.sqs().endpoint(), id, null),
        new MeshPart("s3", ready.s3().endpoint(), id, null),
        new MeshPart("postgres", ready.database("metadata").uri(), postmaster().orElse(id), null));
  }

  /** Starts it again where the services look for it. */
  void restart() throws IOException {
    process = launch(folder, command, archive);
    awaitReady();
  }

  void stop() {
    process.stop(STOP_LIMIT);
    archive.keep();
  }

  private static ChildProcess launch(
      MeshFolder folder, List<String> command, ClassArchives.Use archive) throws IOException {
    var words = new ArrayList<>(command);
    words.addAll(1, archive.flags());
    return ChildProcess.start(words, Map.of(), folder.log(NAME), ChildProcess.Output.PIPE);
  }

  AwsStandIn awaitReady() {
    try {
      var answer =
          new BufferedReader(
              new InputStreamReader(process.process().getInputStream(), StandardCharsets.UTF_8));
      var line = answer.readLine();
      if (line != null) {
        var ready = Json.read(line.getBytes(StandardCharsets.UTF_8), AwsStandIn.class);
        standIn = ready;
        return ready;
      }
    } catch (IOException e) {
      throw new UserError(ExitCode.UNAVAILABLE, "lost the embedded SQS, S3 and PostgreSQL: " + e);
    }
    throw new UserError(
        ExitCode.UNAVAILABLE,
        "the embedded SQS, S3 and PostgreSQL did not start:\n" + LogTail.of(folder.log(NAME)));
  }

  private Optional<ProcessIdentity> postmaster() {
    return Postmaster.of(folder).map(ProcessIdentity::of);
  }
}
