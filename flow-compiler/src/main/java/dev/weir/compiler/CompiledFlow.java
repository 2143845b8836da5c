package dev.weir.compiler;

import dev.weir.protocol.Digest;
import dev.weir.protocol.FlowGraph;
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
 * @param classes class files by their path in a jar
 * @param sources source files by their path in a jar
 * @param files the default files of its parameters, to be stored with it
 * @param type the flow's class, loaded to look at
 */
public record CompiledFlow(
    FlowGraph graph,
    String mainClass,
    List<ParameterSpec> parameters,
    SortedMap<String, byte[]> classes,
    SortedMap<String, byte[]> sources,
    Map<Digest, Path> files,
    Class<?> type) {
  public CompiledFlow {
    parameters = List.copyOf(parameters);
    classes = new TreeMap<>(classes);
    sources = new TreeMap<>(sources);
    files = Map.copyOf(files);
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
