package dev.weir.compiler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.client.Json;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.FlowSettings;
import dev.weir.protocol.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows a flow to a person: each step, what it is for, and what follows it. */
public final class GraphText {
  private static final String INDENT = "    ";

  private GraphText() {}

  public static String of(CompiledFlow flow) {
    return of(flow.graph(), flow.parameters(), flow.settings(), flow.configs());
  }

  public static String of(FlowGraph graph, List<ParameterSpec> parameters) {
    return of(graph, parameters, FlowSettings.NONE, Map.of());
  }

  private static String of(
      FlowGraph graph,
      List<ParameterSpec> parameters,
      FlowSettings settings,
      Map<String, Object> configs) {
    var text = new StringBuilder("Flow " + graph.flow() + "\n");
    append(text, graph.doc());
    append(text, settings(settings));
    for (var parameter : parameters) {
      text.append("\nParameter ").append(parameter.name()).append(" (").append(type(parameter));
      text.append(parameter.required() ? ", required)\n" : defaultOf(parameter) + ")\n");
      append(text, parameter.help());
    }
    configs.forEach(
        (name, value) -> {
          text.append("\nConfig ").append(name).append('\n');
          append(text, Json.text(value));
        });
    for (var step : graph.steps()) {
      text.append("\nStep ").append(step.name()).append(role(graph, step)).append('\n');
      append(text, step.doc());
      append(text, settings(step.settings()));
      if (!step.next().isEmpty()) {
        text.append(INDENT).append("⇒ ").append(successors(step)).append('\n');
      }
    }
    return text.toString();
  }

  /** A line for each thing that an annotation said. */
  private static @Nullable String settings(@Nullable Object settings) {
    if (settings == null) {
      return null;
    }
    var lines = new ArrayList<String>();
    Json.mapper()
        .<JsonNode>valueToTree(settings)
        .properties()
        .forEach(
            said -> {
              var value = said.getValue();
              lines.add(
                  said.getKey()
                      + ": "
                      + (value.isTextual() ? value.textValue() : value.toString()));
            });
    return String.join("\n", lines);
  }

  private static String type(ParameterSpec parameter) {
    var name = parameter.type().replaceAll("\\b[a-z][\\w]*\\.", "");
    var file = parameter.file();
    return switch (parameter.kind()) {
      case VALUE -> name;
      case FILE -> file == null ? "file" : "file, " + file.name() + " by default";
    };
  }

  private static String defaultOf(ParameterSpec parameter) {
    if (parameter.defaultFrom() != null) {
      return ", " + parameter.defaultFrom() + "() by default";
    }
    var value = parameter.defaultValue();
    return value == null
        ? ""
        : ", " + (value instanceof String text ? text : Json.text(value)) + " by default";
  }

  /** What it is besides a step, where its name does not say so. */
  private static String role(FlowGraph graph, StepNode step) {
    if (step.join()) {
      return " (joins " + step.joins() + ")";
    }
    var start = step.equals(graph.start());
    if (step.kind() == FlowGraph.Kind.END) {
      return start ? " (start and end)" : step.name().equals(StartAndEnd.END) ? "" : " (end)";
    }
    return start && !step.name().equals(StartAndEnd.START) ? " (start)" : "";
  }

  private static String successors(StepNode step) {
    var names = step.next().stream().collect(Collectors.joining(", "));
    return switch (step.kind()) {
      case LINEAR, BRANCH, END -> names;
      case FOREACH -> names + " for each item";
      case CHOICE -> "one of " + names;
      case PARALLEL -> names + " on each node";
    };
  }

  private static void append(StringBuilder text, @Nullable String words) {
    if (words != null) {
      words.lines().forEach(line -> text.append((INDENT + line).stripTrailing()).append('\n'));
    }
  }
}
