package dev.weir.cli;

import dev.weir.artifact.BlobStore;
import dev.weir.cli.mesh.Installation;
import dev.weir.cli.run.GitProvenance;
import dev.weir.cli.run.LocalRuns;
import dev.weir.cli.run.RunPlan;
import dev.weir.client.Json;
import dev.weir.client.RunFilter;
import dev.weir.compiler.CompiledFlow;
import dev.weir.compiler.ConfigValue;
import dev.weir.compiler.FlowCompiler;
import dev.weir.compiler.FlowSource;
import dev.weir.compiler.Packager;
import dev.weir.history.Me;
import dev.weir.history.Place;
import dev.weir.history.RunPlaces;
import dev.weir.libraries.LibraryResolver;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.FlowSettings;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.Provenance;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.protocol.SystemTags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

@Command(
    name = "resume",
    customSynopsis =
        "weir resume [STEP] [--origin-run-id RUN] [--clone-only] [--tag TAG]... [FILE]",
    description = {
      "Start a new local run that takes over what succeeded in another, and runs the rest.",
      "With STEP, that step and all that follows it run again. FILE may have changed since;",
      "without FILE, the code of that run is used. The parameters are those of that run.",
      "Exit code 0 only when the run succeeded."
    })
final class ResumeCommand implements Callable<Integer> {
  @Mixin private RunOptions options;
  @Mixin private HelpOption help;
  @Mixin private FlowOption flow;

  @Option(
      names = "--origin-run-id",
      paramLabel = "RUN",
      description =
          "The run to resume, of this machine or the mesh. Default: the newest of the flow here, in --namespace.")
  private @Nullable RunId originId;

  @Option(
      names = "--clone-only",
      description = "Take over what succeeded, and run nothing; exit code 0 when that is done.")
  private boolean cloneOnly;

  @Parameters(
      paramLabel = "[STEP] [FILE]",
      arity = "0..2",
      description = "A step's name; a .java file, a folder of them, a Maven project, or a jar.")
  private List<String> words = new ArrayList<>();

  @Unmatched private List<String> others = new ArrayList<>();

  private final Output output;

  ResumeCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    refuseOthers();
    var source = words.stream().filter(ResumeCommand::isSource).reduce((a, b) -> b).map(Path::of);
    var step = words.stream().filter(word -> !isSource(word)).findFirst();
    if (words.size() == 2 && (source.isEmpty() || step.isEmpty())) {
      throw new UserError(
          "of '" + String.join("' and '", words) + "', one must be a step and one a file");
    }
    try (var places = new RunPlaces(options.state());
        var runs =
            new LocalRuns(
                options.state(),
                Installation.current(),
                options.console(output),
                options.events(output),
                options::begun)) {
      var named = Optional.ofNullable(originId).map(places::find);
      var sources =
          source.map(
              file ->
                  named
                      .map(found -> flow.in(file).usually(found.run().flow()))
                      .orElse(flow.in(file)));
      var found = named.orElseGet(() -> newest(sources.map(FlowCompiler::name), places));
      refuse(found.kept().run(), sources.map(FlowCompiler::name));
      var origin = found.run();
      places.mesh().ifPresent(mesh -> runs.fetchingFrom(mesh, origin.project()));
      runs.store(); // is made where there is none yet
      var store = places.blobs(origin.project());
      var before = code(origin.codePackage(), store);
      store.open(before.classes()).close(); // here from now on, with the run that it makes
      var plan =
          sources.isPresent()
              ? changed(sources.get(), origin, before, store)
              : plan(
                  origin.codePackage(),
                  before,
                  origin.parameters(),
                  Optional.ofNullable(origin.provenance()));
      step.ifPresent(name -> requireStep(name, plan.code()));
      output.say(
          "resuming " + origin.flow() + " run " + origin.id() + " for user:" + Me.principal());
      var resumed = new LocalRuns.Resumed(origin.id(), found.history(), step, cloneOnly);
      return exitCode(runs.run(plan, Optional.of(resumed), source)).code();
    }
  }

  /** A run that shall only be cloned stops before its end, and that is what was asked for. */
  private ExitCode exitCode(RunState end) {
    return cloneOnly && end == RunState.CANCELLED ? ExitCode.OK : ExitCode.of(end);
  }

  /** The flow as it is now, with the configs, the parameters and the branch of that run. */
  private RunPlan changed(FlowSource source, RunRecord origin, CodePackage before, BlobStore store)
      throws IOException {
    var git = GitProvenance.of(source.path());
    var compiled = FlowCompiler.compile(source, configs(before), LibraryResolver.ofThisUser());
    var flow = onBranch(compiled, before);
    var values = values(origin, before, flow.parameters());
    var digest = Packager.pack(flow, store, values.keySet());
    return plan(digest, code(digest, store), values, git.get());
  }

  private static Map<String, ConfigValue> configs(CodePackage before) {
    return before.configs().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, config -> new ConfigValue.Known(config.getValue())));
  }

  private static CompiledFlow onBranch(CompiledFlow flow, CodePackage before) {
    var now = flow.settings();
    var settings = before.settings();
    return settings == null || now.project() == null
        ? flow
        : flow.withSettings(
            new FlowSettings(
                settings.project(),
                now.schedule(),
                now.triggers(),
                now.exitHooks(),
                now.annotations()));
  }

  /**
   * What the parameters were, so that a default that has changed since changes nothing. One that
   * the new source no longer has is left out; one that it must have can't be given.
   */
  private static Map<String, Object> values(
      RunRecord origin, CodePackage before, List<ParameterSpec> specs) {
    var values = new HashMap<>(origin.parameters());
    for (var spec : before.parameters()) {
      var byDefault = spec.file() == null ? spec.defaultValue() : spec.file();
      if (byDefault != null) {
        values.putIfAbsent(spec.name(), byDefault);
      }
    }
    values.keySet().retainAll(specs.stream().map(ParameterSpec::name).toList());
    for (var spec : specs) {
      if (spec.required() && spec.file() == null && !values.containsKey(spec.name())) {
        throw new UserError(
            "the flow now needs the parameter "
                + spec.name()
                + ", which run "
                + origin.id()
                + " has no value for. Give it a default, or start a new run with 'weir run'");
      }
    }
    return values;
  }

  private RunPlan plan(
      Digest digest,
      CodePackage code,
      Map<String, Object> values,
      Optional<Provenance> provenance) {
    return new RunPlan(
        digest,
        code,
        values,
        options.tags(),
        options.namespace(),
        options.maxWorkers(),
        options.splitLimit(),
        options.logLimit(),
        provenance);
  }

  private static CodePackage code(Digest digest, BlobStore store) throws IOException {
    return Json.read(store.read(digest), CodePackage.class);
  }

  private static boolean isSource(String word) {
    return word.endsWith(".java") || word.endsWith(".jar") || Files.exists(Path.of(word));
  }

  private void refuseOthers() {
    if (!others.isEmpty()) {
      throw new UserError(
          "no option "
              + others.getFirst()
              + ": a resumed run has the parameters and configs of the run it resumes, and they"
              + " can't be changed. 'weir run' starts a new one");
    }
  }

  private RunPlaces.Found newest(Optional<String> flow, RunPlaces places) {
    var here =
        places.histories().stream()
            .filter(history -> history.place().equals(Place.local.name()))
            .findFirst()
            .orElseThrow(() -> new UserError("there are no runs in " + options.state().root()));
    return here.runs(newest(flow)).stream()
        .findFirst()
        .map(run -> places.find(run.id()))
        .orElseThrow(() -> new UserError(nothingToResume(flow)));
  }

  private RunFilter newest(Optional<String> flow) {
    var newest = RunFilter.newest(1);
    newest = namespace().isEmpty() ? newest : newest.tagged(namespace());
    return flow.map(newest::ofFlow).orElse(newest);
  }

  private String namespace() {
    return options.namespace().orElse(SystemTags.ofUser(Me.principal().name()));
  }

  private String nothingToResume(Optional<String> flow) {
    return "no run"
        + flow.map(name -> " of " + name).orElse("")
        + (namespace().isEmpty() ? "" : " with the tag " + namespace())
        + " to resume in "
        + options.state().root()
        + ". 'weir runs' lists what there is; --namespace '' looks among everybody's";
  }

  private static void refuse(RunRecord origin, Optional<String> flow) {
    if (flow.isPresent() && !flow.get().equals(origin.flow())) {
      throw new UserError(
          "run " + origin.id() + " is one of " + origin.flow() + ", not of " + flow.get());
    }
    if (origin.state() == RunState.RUNNING) {
      throw new UserError(
          "run " + origin.id() + " is still running; wait for its end, or interrupt it first");
    }
  }

  private static void requireStep(String name, CodePackage code) {
    var graph = code.graph();
    if (graph.find(name).isEmpty()) {
      throw new UserError("'" + name + "' is no file, and no step of " + FlowOrRun.stepsOf(graph));
    }
  }
}
