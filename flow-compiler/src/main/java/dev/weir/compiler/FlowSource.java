package dev.weir.compiler;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a flow is, and which one of those there.
 *
 * @param path a source file, a folder of them, a Maven project, or a jar
 * @param named the flow that has to be there; its class, with or without the package
 * @param usual the flow to take where there are several and none is named
 */
public record FlowSource(Path path, Optional<String> named, Optional<String> usual) {

  /** The only flow there is. */
  public static FlowSource of(Path path) {
    return new FlowSource(path, Optional.empty(), Optional.empty());
  }

  public FlowSource named(Optional<String> flow) {
    return new FlowSource(path, flow, usual);
  }

  public FlowSource usually(String flow) {
    return new FlowSource(path, named, Optional.of(flow));
  }
}
