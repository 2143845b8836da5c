package dev.weir.cli;

import dev.weir.history.RunPlaces;
import dev.weir.history.StateDirectory;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A flow as the command line names it: a source, or a run, whose code is the one that ran. */
final class FlowOrRun {
  private FlowOrRun() {}

  static FlowGraph graph(String name, DeployOptions deploy, StateDirectory state)
      throws IOException {
    return isSource(name) ? deploy.compile(Path.of(name)).graph() : code(name, state).graph();
  }

  static RunId runId(String text) {
    try {
      return new RunId(text.strip());
    } catch (IllegalArgumentException e) {
      throw new UserError("'" + text + "': " + e.getMessage());
    }
  }

  /** A file that is not there is meant as one when it looks like one. */
  static boolean isSource(String name) {
    return Files.exists(Path.of(name)) || name.contains("/") || name.contains(".");
  }

  /** Whose steps they are and what they are called, for errors. */
  static String stepsOf(FlowGraph graph) {
    var names = graph.steps().stream().map(StepNode::name).collect(Collectors.joining(", "));
    return graph.flow() + ". Its steps: " + names;
  }

  private static CodePackage code(String run, StateDirectory state) throws IOException {
    try (var places = new RunPlaces(state)) {
      return places.find(runId(run)).code();
    }
  }
}
