package dev.weir.protocol;

import java.util.List;

/**
 * A flow ready to run: its checked graph, its parameters and its classes. Stored as a blob, in
 * JSON; the blob's digest names the version of the code.
 *
 * @param mainClass the binary name of the flow's class
 * @param classes a jar with the flow's classes and sources
 * @param weirVersion the release that made it
 */
public record CodePackage(
    FlowGraph graph,
    String mainClass,
    List<ParameterSpec> parameters,
    Digest classes,
    String weirVersion) {
  public CodePackage {
    parameters = List.copyOf(parameters);
  }
}
