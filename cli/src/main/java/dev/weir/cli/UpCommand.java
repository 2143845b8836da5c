package dev.weir.cli;

import dev.weir.cli.mesh.Mesh;
import dev.weir.cli.mesh.Supervisor;
import dev.weir.cli.run.Interruption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = {
      "Start the dev mesh: SQS, S3 and PostgreSQL embedded, the services and a worker, each a",
      "process of its own. Stays in the foreground and starts again what dies; Ctrl-C stops all."
    })
final class UpCommand implements Callable<Integer> {
  @Mixin private StateOption state;

  @Option(
      names = {"-d", "--detach"},
      description = "Return when everything is ready; 'weir down' stops it.")
  private boolean detach;

  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description = {
        "An environment variable of the services, such as SCHEDULER_LEASE=PT10S;",
        "may be repeated. It stands before what the mesh would say itself."
      })
  private Map<String, String> settings = new LinkedHashMap<>();

  private final Output output;

  UpCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws InterruptedException {
    var mesh = new Mesh(state.state(), output::say);
    if (mesh.isSupervised()) {
      output.say("the mesh is up already; 'weir status' shows it");
      return ExitCode.OK.code();
    }
    if (detach) {
      mesh.startDetached(settings);
      output.say("the mesh is up; 'weir status' shows it, 'weir down' stops it");
      return ExitCode.OK.code();
    }
    try (var interruption = new Interruption();
        var supervisor = mesh.supervise(settings)) {
      interruption.tell(() -> stop(supervisor));
      supervisor.start();
      output.say("the mesh is up; Ctrl-C stops it. Try './weir run FILE --on mesh' elsewhere");
      supervisor.run();
    }
    return ExitCode.OK.code();
  }

  private void stop(Supervisor supervisor) {
    output.say("stopping the mesh ...");
    supervisor.close();
    output.say("the mesh is down");
  }
}
