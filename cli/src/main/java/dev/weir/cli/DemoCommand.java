package dev.weir.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.artifact.Codecs;
import dev.weir.cli.console.Table;
import dev.weir.cli.mesh.Installation;
import dev.weir.cli.mesh.Mesh;
import dev.weir.cli.run.Interruption;
import dev.weir.cli.run.LogLimit;
import dev.weir.cli.run.MeshRuns;
import dev.weir.cli.run.RunPlan;
import dev.weir.cli.run.SplitLimit;
import dev.weir.client.Json;
import dev.weir.compiler.FlowCompiler;
import dev.weir.compiler.Packager;
import dev.weir.history.MeshAddress;
import dev.weir.history.MeshHistory;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Run;
import dev.weir.protocol.RunState;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = {
      "Start the dev mesh, run a flow over 3,201 real films through it, show what came out.",
      "Stops the mesh again, unless it was up before."
    })
final class DemoCommand implements Callable<Integer> {
  private static final String FLOW = "03-genre-stats/GenreStatsFlow.java";
  private static final String RESULT = "genreStats";
  private static final String END = "end";

  @Mixin private StateOption state;

  @Option(names = "--keep", description = "Leave the mesh up.")
  private boolean keep;

  private final Output output;

  DemoCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException {
    var mesh = new Mesh(state.state(), output::say);
    if (mesh.isSupervised()) {
      output.say("using the mesh that is up");
      return runFlow(true);
    }
    output.say("starting the mesh: SQS, S3, PostgreSQL, three services and a worker ...");
    if (keep) {
      mesh.startDetached(Map.of());
      return runFlow(true);
    }
    try (var interruption = new Interruption();
        var supervisor = mesh.supervise(Map.of())) {
      interruption.tell(supervisor::close);
      supervisor.start();
      int code = runFlow(false);
      output.say("stopping the mesh ...");
      return code;
    }
  }

  private int runFlow(boolean stays) throws IOException {
    var address = MeshAddress.require(state.state());
    var runs = new MeshRuns(address, output.plainConsole(), Optional.empty(), run -> {});
    var source = Installation.current().example(FLOW);
    var store = runs.store();
    var digest = Packager.pack(FlowCompiler.compile(source), store);
    output.say("packaged examples/" + FLOW + " into the artifact store as " + digest);
    var code = Json.read(store.read(digest), CodePackage.class);
    var run =
        runs.run(
            new RunPlan(
                digest,
                code,
                Map.of(),
                List.of("demo"),
                Optional.empty(),
                OptionalInt.empty(),
                SplitLimit.DEFAULT,
                LogLimit.DEFAULT,
                Optional.empty()));
    if (run.state() != RunState.SUCCEEDED) {
      return ExitCode.FAILED.code();
    }
    output.print("\nGross of films in US dollars, by genre:\n\n" + table(result(address, run)));
    output.print(whatNext(run, stays));
    return ExitCode.OK.code();
  }

  private static JsonNode result(MeshAddress mesh, Run run) throws IOException {
    var end = new MeshHistory(mesh.metadataClient()).tasks(run.id(), END).getFirst();
    var ref = end.attempts().getLast().artifacts().get(RESULT);
    if (ref == null) {
      throw new IllegalStateException("the run left no artifact " + RESULT);
    }
    var json = Codecs.view(ref, mesh.store(run.project())).orElseThrow();
    return Json.mapper().readTree(json);
  }

  private static Table table(JsonNode genreStats) {
    var table = new Table("genre", "first quartile", "median", "third quartile");
    genreStats
        .properties()
        .forEach(
            genre -> {
              var quartiles =
                  StreamSupport.stream(genre.getValue().spliterator(), false)
                      .map(value -> String.format(Locale.ROOT, "%,.0f", value.asDouble()))
                      .toList();
              table.row(genre.getKey(), quartiles.get(0), quartiles.get(1), quartiles.get(2));
            });
    return table;
  }

  private static String whatNext(Run run, boolean stays) {
    var path = run.id() + "/" + END;
    var onMesh = stays ? "" : "./weir up --detach && ";
    return """

        What to try next:
          ./weir run examples/%s --max-genres 7      the same flow with nothing started
          %s./weir run examples/%s --on mesh
          ./weir show examples/%s
          %s./weir dump %s
          ./weir runs
        """
        .formatted(FLOW, onMesh, FLOW, FLOW, onMesh, path);
  }
}
