package dev.weir.compiler;

import dev.weir.protocol.Digest;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.ParameterSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A flow that compiled and passed every check.
 *
 * @param mainClass the binary name of the flow's class
 * @param classes class files by their path in a jar
 * @param sources source files by their path in a jar
 * @param files the default files of its parameters, to be stored with it
 */
public record CompiledFlow(
    FlowGraph graph,
    String mainClass,
    List<ParameterSpec> parameters,
    SortedMap<String, byte[]> classes,
    SortedMap<String, byte[]> sources,
    Map<Digest, Path> files) {
  public CompiledFlow {
    parameters = List.copyOf(parameters);
    classes = new TreeMap<>(classes);
    sources = new TreeMap<>(sources);
    files = Map.copyOf(files);
  }
}
