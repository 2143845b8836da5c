package dev.weir.cli;

import dev.weir.artifact.BlobStore;
import dev.weir.cli.mesh.Installation;
import dev.weir.cli.run.FlowOptions;
import dev.weir.cli.run.GitProvenance;
import dev.weir.cli.run.LocalRuns;
import dev.weir.cli.run.MeshRuns;
import dev.weir.cli.run.RunPlan;
import dev.weir.client.Json;
import dev.weir.compiler.CompiledFlow;
import dev.weir.compiler.Packager;
import dev.weir.history.Me;
import dev.weir.history.MeshAddress;
import dev.weir.history.Place;
import dev.weir.protocol.CodePackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
    name = "run",
    customSynopsis =
        "weir run FILE [--NAME VALUE]... [--on local|mesh] [--max-workers N] [--max-num-splits N] [--max-log-size MB] [--tag TAG]...",
    description = {
      "Run a flow, here or on the mesh, and show what it does.",
      "Each parameter of the flow is an option: 'weir run FILE --help' lists them.",
      "Exit code 0 only when the run succeeded."
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private DeployOptions deploy;

  @Option(
      names = "--on",
      paramLabel = "PLACE",
      defaultValue = "local",
      description = "local (default): with nothing started. mesh: on the mesh that is up.")
  private Place place;

  @Mixin private RunOptions options;

  @Option(
      names = {"-h", "--help"},
      description = "Show this help, and after a FILE the flow's own options.")
  private boolean help;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "A .java file, a folder of them, a Maven project, or a jar.")
  private @Nullable Path file;

  @Unmatched private List<String> others = new ArrayList<>();

  @Spec private CommandSpec spec;

  private final Output output;

  RunCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var source = file;
    if (source == null) {
      return helpWithoutFlow();
    }
    if (help) {
      return helpFor(deploy.compile(source));
    }
    var state = options.state();
    var git = GitProvenance.of(source);
    return switch (place) {
      case local -> {
        try (var runs =
            new LocalRuns(
                state,
                Installation.current(),
                options.console(output),
                options.events(output),
                options::begun)) {
          runs.prepare(options.maxWorkers());
          var plan = plan(deploy.compile(source), runs.store(), git);
          yield ExitCode.of(runs.run(plan, Optional.empty(), Optional.of(source))).code();
        }
      }
      case mesh -> {
        var flow = deploy.compile(source);
        var runs =
            new MeshRuns(
                MeshAddress.require(state),
                options.console(output),
                options.events(output),
                options::begun);
        yield ExitCode.of(runs.run(plan(flow, runs.store(), git)).state()).code();
      }
    };
  }

  private RunPlan plan(CompiledFlow flow, BlobStore store, GitProvenance git) throws IOException {
    var own = spec.optionsMap().keySet();
    var parameters = new FlowOptions(flow.parameters(), System.getenv()).read(others, own, store);
    refuseMisfits(flow, parameters);
    var digest = Packager.pack(flow, store, parameters.keySet());
    var code = Json.read(store.read(digest), CodePackage.class);
    output.say("running " + flow.graph().flow() + " for user:" + Me.principal());
    return new RunPlan(
        digest,
        code,
        parameters,
        options.tags(),
        options.namespace(),
        options.maxWorkers(),
        options.splitLimit(),
        options.logLimit(),
        git.get());
  }

  /** What only the flow's own types tell, such as the names of a record's components. */
  private static void refuseMisfits(CompiledFlow flow, Map<String, Object> values) {
    for (var parameter : flow.parameters()) {
      var value = values.get(parameter.name());
      if (value != null) {
        flow.refuses(parameter, value)
            .ifPresent(
                why -> {
                  throw new UserError("--" + parameter.name() + ": " + why);
                });
      }
    }
  }

  private int helpWithoutFlow() {
    if (!help) {
      throw new UserError("which flow? Try 'weir run FILE.java'");
    }
    spec.commandLine().usage(output.out());
    return ExitCode.OK.code();
  }

  private int helpFor(CompiledFlow flow) {
    spec.commandLine().usage(output.out());
    var options = new FlowOptions(flow.parameters(), System.getenv()).help();
    output.print(
        flow.parameters().isEmpty()
            ? "\n" + flow.graph().flow() + " has no parameters."
            : "\nParameters of " + flow.graph().flow() + ":\n" + options);
    return ExitCode.OK.code();
  }
}
