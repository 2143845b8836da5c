package dev.weir.compiler;

import dev.weir.client.Json;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.ParameterSpec;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows a flow to a person: each step, what it is for, and what follows it. */
public final class GraphText {
  private static final String INDENT = "    ";

  private GraphText() {}

  public static String of(CompiledFlow flow) {
    return of(flow.graph(), flow.parameters());
  }

  public static String of(FlowGraph graph, List<ParameterSpec> parameters) {
    var text = new StringBuilder("Flow " + graph.flow() + "\n");
    append(text, graph.doc());
    for (var parameter : parameters) {
      text.append("\nParameter ").append(parameter.name()).append(" (").append(type(parameter));
      text.append(parameter.required() ? ", required)\n" : defaultOf(parameter) + ")\n");
      append(text, parameter.help());
    }
    for (var step : graph.steps()) {
      text.append("\nStep ").append(step.name()).append(gathers(step)).append('\n');
      append(text, step.doc());
      if (!step.next().isEmpty()) {
        text.append(INDENT).append("⇒ ").append(successors(step)).append('\n');
      }
    }
    return text.toString();
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

  private static String gathers(StepNode step) {
    return step.join() ? " (joins " + step.joins() + ")" : "";
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
