package dev.weir.compiler;

import dev.weir.libraries.LibraryFile;
import dev.weir.protocol.Digest;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowSettings;
import dev.weir.protocol.ParameterSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A flow that compiled and passed every check.
 *
 * @param mainClass the binary name of the flow's class
 * @param settings what its annotations say about it as a whole
 * @param configs the values of its configs, as JSON
 * @param classes class files and resources by their path in a jar
 * @param sources source files by their path in a jar
 * @param files the default files of its parameters, to be stored with it
 * @param type the flow's class, loaded to look at
 * @param libraries the class path of each step that has one
 */
public record CompiledFlow(
    FlowGraph graph,
    String mainClass,
    List<ParameterSpec> parameters,
    FlowSettings settings,
    Map<String, Object> configs,
    SortedMap<String, byte[]> classes,
    SortedMap<String, byte[]> sources,
    Map<Digest, Path> files,
    Class<?> type,
    Map<String, List<LibraryFile>> libraries) {
  public CompiledFlow {
    parameters = List.copyOf(parameters);
    configs = new TreeMap<>(configs);
    classes = new TreeMap<>(classes);
    sources = new TreeMap<>(sources);
    files = Map.copyOf(files);
    libraries = Map.copyOf(libraries);
  }

  public CompiledFlow withSettings(FlowSettings changed) {
    return new CompiledFlow(
        graph, mainClass, parameters, changed, configs, classes, sources, files, type, libraries);
  }

  public CompiledFlow withSteps(List<FlowGraph.StepNode> steps) {
    var changed = new FlowGraph(graph.flow(), graph.doc(), steps);
    return new CompiledFlow(
        changed,
        mainClass,
        parameters,
        settings,
        configs,
        classes,
        sources,
        files,
        type,
        libraries);
  }

  /** Why a parameter can't be that, which is JSON; empty when it can. */
  public Optional<String> refuses(ParameterSpec parameter, Object json) {
    for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
      try {
        var field = owner.getDeclaredField(parameter.name());
        return parameter.kind() == ParameterSpec.Kind.FILE
            ? Optional.empty()
            : JsonFit.misfit(json, field.getGenericType()).map(JsonFit.Misfit::text);
      } catch (NoSuchFieldException e) {
        continue;
      }
    }
    return Optional.empty();
  }
}
