package dev.weir.compiler;

import dev.weir.libraries.LibraryResolver;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.ParameterSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a flow of a source file, a folder of them, a Maven project, or a jar, and checks it. */
public final class FlowCompiler {
  private FlowCompiler() {}

  /** Throws {@link FlowErrors} with everything that is wrong. */
  public static CompiledFlow compile(Path source) {
    return compile(FlowSource.of(source), Map.of(), LibraryResolver.ofThisUser());
  }

  /**
   * As above.
   *
   * @param configs those that are to be other than by default
   * @param libraries where its libraries come from
   */
  public static CompiledFlow compile(
      FlowSource source, Map<String, ConfigValue> configs, LibraryResolver libraries) {
    try {
      return check(FlowClasses.of(load(source.path(), libraries), source), configs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the flow is called, also where it could not be compiled without its configs. */
  public static String name(FlowSource source) {
    try {
      var code = load(source.path(), LibraryResolver.ofThisUser());
      return FlowClasses.of(code, source).flow().getSimpleName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Code load(Path source, LibraryResolver libraries) throws IOException {
    if (!Files.exists(source)) {
      throw new FlowErrors(new Diagnostic(source.toString(), 0, Rule.SOURCE, "no such file", null));
    }
    if (Files.isDirectory(source)) {
      return MavenSource.is(source)
          ? MavenSource.read(source, libraries)
          : javac(source, sourcesIn(source), libraries);
    }
    var name = source.getFileName().toString();
    if (name.endsWith(".jar")) {
      return JarFiles.read(source, libraries);
    }
    if (name.endsWith(".java")) {
      return javac(source, List.of(source), libraries);
    }
    throw new FlowErrors(
        new Diagnostic(
            source.toString(),
            0,
            Rule.SOURCE,
            "not a flow",
            "Give a .java file, a directory of them, a Maven project's folder, or a jar of"
                + " classes."));
  }

  private static Code javac(Path origin, List<Path> sources, LibraryResolver libraries)
      throws IOException {
    return Javac.compile(SourceFiles.of(origin, sources), CompileCache.ofUser(), libraries);
  }

  private static List<Path> sourcesIn(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      var sources = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      if (sources.isEmpty()) {
        throw new FlowErrors(
            new Diagnostic(directory.toString(), 0, Rule.SOURCE, "no .java file here", null));
      }
      return sources;
    }
  }

  private static CompiledFlow check(FlowClasses classes, Map<String, ConfigValue> given)
      throws IOException {
    var findings = new Findings(Rule.FLOW);
    var program = new Program(classes);
    refuseWithoutConstructor(classes, findings);
    refuseOddName(classes, findings);
    new LibraryPlaces(classes, findings.about(Rule.LIBRARIES)).refuseOutsideFlows();
    FieldChecks.check(classes, findings.about(Rule.FIELDS));
    var parameters = Parameters.read(classes, program, findings.about(Rule.PARAMETERS));
    var configs = Configs.read(classes, given, findings.about(Rule.CONFIGS));
    var settings =
        new FlowAnnotations(classes, configs, findings.about(Rule.SETTINGS))
            .read(parameters.specs());
    var steps = new StepReader(classes, program, configs, findings.about(Rule.STEPS)).read();
    var graph = new GraphChecks(steps, classes.place(classes.flow()), findings.about(Rule.GRAPH));
    graph.startAndEndExist();
    var names =
        Stream.concat(
                parameters.specs().stream().map(ParameterSpec::name), configs.names().stream())
            .collect(Collectors.toSet());
    var code = new CodeChecks(classes, program, steps, findings.about(Rule.CODE));
    code.transitionsStandInSteps();
    code.stepsAreNotCalled();
    code.parametersAreNotAssigned(names);
    var own = new OwnCode(classes);
    code.lambdasAreNotKept(own);
    code.nullIsNotReturned(own);
    findings.throwIfAny();
    code.inputIsAskedForWhereThereIsOne();
    code.namedInputsExist();
    var order = graph.order();
    findings.throwIfAny();
    var joins = Splits.match(order, findings.about(Rule.JOINS));
    findings.throwIfAny();
    var fields = new FieldUse(classes, program, names);
    var artifacts =
        new ArtifactChecks(classes, program, order, joins, fields, own, findings.about(Rule.READS));
    artifacts.readsFindSomething();
    var merges = new MergeChecks(classes, order, joins, own, findings.about(Rule.MERGES));
    merges.onlyJoinsMergeWhatThereIs();
    merges.branchesDoNotDiffer(artifacts);
    new ProcessChecks(classes, program, order, fields, own, findings.about(Rule.HANDOVER))
        .nothingIsHandedOnUnstored();
    findings.throwIfAny();
    var libraries =
        classes.code().classPath().ofSteps(steps.values(), findings.about(Rule.LIBRARIES));
    findings.throwIfAny();
    new LibraryChecks(classes, steps.values(), libraries, findings.about(Rule.LIBRARIES))
        .whatStepsCallIsThere();
    findings.throwIfAny();
    var nodes = order.stream().map(step -> node(step, joins, fields)).toList();
    return new CompiledFlow(
        new FlowGraph(classes.flow().getSimpleName(), doc(classes), nodes),
        classes.flow().getName(),
        parameters.specs(),
        settings,
        configs.values(),
        classes.code().classes(),
        classes.code().sources(),
        parameters.files(),
        classes.flow(),
        libraries);
  }

  private static void refuseWithoutConstructor(FlowClasses classes, Findings findings) {
    var flow = classes.flow();
    var inner = flow.isMemberClass() && !Modifier.isStatic(flow.getModifiers());
    var plain =
        List.of(flow.getDeclaredConstructors()).stream()
            .anyMatch(constructor -> constructor.getParameterCount() == 0);
    if (inner || !plain) {
      findings.add(
          classes.place(flow),
          "flow " + flow.getSimpleName() + " can't be made without arguments",
          "Make it a top-level or static class with a constructor without parameters.");
    }
  }

  private static void refuseOddName(FlowClasses classes, Findings findings) {
    var name = classes.flow().getSimpleName();
    if (!StepReader.NAME.matcher(name).matches()) {
      findings.add(
          classes.place(classes.flow()),
          "flow " + name + " has a name that can't be used in paths",
          "Use letters, digits and '_', and begin with a letter.");
    }
  }

  private static StepNode node(StepFacts step, Map<String, String> joins, FieldUse fields) {
    var matching =
        joins.entrySet().stream()
            .filter(join -> join.getValue().equals(step.name()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(null);
    return new StepNode(
        step.name(),
        step.isEnd() ? Kind.END : step.kind(),
        step.next(),
        step.join(),
        joins.get(step.name()),
        matching,
        fields.reads(step).orElse(null),
        fields.writes(step),
        step.place().line(),
        step.doc().isEmpty() ? null : step.doc(),
        step.settings());
  }

  private static @Nullable String doc(FlowClasses classes) {
    return classes
        .index()
        .type(classes.flow().getName())
        .map(SourceIndex.Entry::doc)
        .filter(doc -> !doc.isEmpty())
        .orElse(null);
  }
}
