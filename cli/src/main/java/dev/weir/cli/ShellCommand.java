package dev.weir.cli;

import dev.weir.cli.mesh.Installation;
import dev.weir.compiler.CompiledFlow;
import dev.weir.compiler.FlowJar;
import dev.weir.history.StateDirectory;
import dev.weir.protocol.Digest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** JShell itself is started by the script {@code ./weir}: a terminal has room for one process. */
@Command(
    name = "shell",
    description = {
      "Open JShell on the runs there are: 'weir' stands for them, docs/client.md says what it can.",
      "With FILE, the classes of the flow are there too. Lines may come from standard input."
    })
final class ShellCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private DeployOptions deploy;

  @Option(
      names = "--class-path",
      description = "Only print the class path, for a program or the kernel of a notebook.")
  private boolean classPath;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "A .java file, a folder of them, a Maven project, or a jar.")
  private @Nullable Path file;

  private final Output output;

  ShellCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException {
    if (!classPath) {
      throw new UserError(
          ExitCode.UNAVAILABLE, "the script ./weir opens the shell; this prints its --class-path");
    }
    var jars = new ArrayList<Path>();
    if (file != null) {
      var flow = deploy.compile(file);
      jars.add(jar(flow));
      flow.libraries().values().stream()
          .flatMap(libraries -> libraries.stream())
          .map(library -> library.file())
          .distinct()
          .forEach(jars::add);
    }
    jars.addAll(Installation.current().runClient());
    output.print(jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    return ExitCode.OK.code();
  }

  /** Whole or not at all: another shell may be reading it. */
  private static Path jar(CompiledFlow flow) throws IOException {
    var bytes = FlowJar.bytes(flow);
    var name = flow.graph().flow() + "-" + Digest.of(bytes).sha256() + ".jar";
    var folder = StateDirectory.usual().create().root().resolve("work/shell");
    var jar = Files.createDirectories(folder).resolve(name);
    if (Files.notExists(jar)) {
      var next = Files.createTempFile(folder, "flow", ".next");
      Files.write(next, bytes);
      Files.move(next, jar, StandardCopyOption.ATOMIC_MOVE);
    }
    return jar;
  }
}
