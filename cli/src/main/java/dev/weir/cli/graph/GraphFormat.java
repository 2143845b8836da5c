package dev.weir.cli.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.client.Json;
import dev.weir.protocol.FlowGraph;
import java.io.UncheckedIOException;

/** What a graph can be written as. The names are those of {@code weir graph --format}. */
public enum GraphFormat {
  mermaid,
  dot,
  json,
  svg;

  /** The whole document, ending in a line break. */
  public String text(FlowGraph graph) {
    return switch (this) {
      case mermaid -> MermaidGraph.of(graph);
      case dot -> DotGraph.of(graph);
      case json -> json(graph);
      case svg -> SvgGraph.of(GraphLayout.of(graph));
    };
  }

  private static String json(FlowGraph graph) {
    try {
      return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(graph) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
