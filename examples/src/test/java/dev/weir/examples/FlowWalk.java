package dev.weir.examples;

import dev.weir.compiler.CompiledFlow;
import dev.weir.compiler.FlowCompiler;
import dev.weir.flow.Current;
import dev.weir.flow.FlowSpec;
import dev.weir.flow.internal.ItemReader;
import dev.weir.flow.internal.LazyInputs;
import dev.weir.flow.internal.Steps;
import dev.weir.flow.internal.Taken;
import dev.weir.flow.internal.TaskContext;
import dev.weir.protocol.FlowGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Runs a flow's steps one after another in this JVM: its code alone, without the platform. */
final class FlowWalk {
  private final FlowGraph graph;
  private final Class<? extends FlowSpec> type;
  private final List<String> artifacts;
  private final Map<String, Object> parameters;

  private FlowWalk(CompiledFlow flow, Map<String, Object> parameters) throws Exception {
    this.graph = flow.graph();
    this.type = new Loader(flow.classes()).loadClass(flow.mainClass()).asSubclass(FlowSpec.class);
    this.artifacts =
        graph.steps().stream().flatMap(step -> step.writes().stream()).distinct().toList();
    this.parameters = parameters;
  }

  /** The artifacts at the end. */
  static Map<String, Object> run(Path source, Map<String, Object> parameters) throws Exception {
    var walk = new FlowWalk(FlowCompiler.compile(source), parameters);
    return walk.from(walk.graph.start().name(), "", parameters, null);
  }

  private Map<String, Object> from(
      String first, String until, Map<String, Object> before, Object item) throws Exception {
    var state = before;
    var current = item;
    for (var name = first; ; ) {
      var node = graph.step(name);
      var task = task(name, current);
      var flow = set(task.newFlow(type), state);
      var taken = Steps.run(task, flow);
      var chosen = node.next().isEmpty() ? "" : node.next().getFirst();
      var branches = new ArrayList<Map<String, Object>>();
      switch (taken) {
        case Taken.End() -> {
          return get(flow);
        }
        case Taken.One() -> {}
        case Taken.Chosen(var way) -> chosen = node.next().get(way);
        case Taken.Gang(var nodes) -> {
          for (int i = 0; i < nodes; i++) {
            branches.add(from(node.next().getFirst(), node.matchingJoin(), get(flow), null));
          }
        }
        case Taken.All(var size) -> {
          for (var branch : node.next()) {
            branches.add(from(branch, node.matchingJoin(), get(flow), null));
          }
        }
        case Taken.Each(var items) -> {
          while (items.hasNext()) {
            branches.add(
                from(node.next().getFirst(), node.matchingJoin(), get(flow), items.next()));
          }
        }
      }
      state = get(flow);
      current = null;
      name = chosen;
      if (!branches.isEmpty()) {
        state = join(node.matchingJoin(), branches);
        name = graph.step(node.matchingJoin()).next().getFirst();
      }
      if (name.equals(until)) {
        state.put("", node.name());
        return state;
      }
    }
  }

  private Map<String, Object> join(String name, List<Map<String, Object>> branches)
      throws Exception {
    var steps = branches.stream().map(branch -> (String) branch.get("")).toList();
    var task = task(name, null);
    var flow = set(task.newFlow(type), parameters);
    Steps.runJoin(task, flow, new LazyInputs<>(steps, index -> input(branches.get(index))));
    return get(flow);
  }

  private FlowSpec input(Map<String, Object> state) {
    try {
      return set(TaskContext.newInput(type), state);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private TaskContext task(String step, Object item) {
    var current =
        new Current(graph.flow(), "1", step, "1", 0, "ada", "default", List.of(), List.of());
    return new TaskContext(current, item == null ? ItemReader.none() : asked -> item);
  }

  private <F extends FlowSpec> F set(F flow, Map<String, Object> state) throws Exception {
    for (var name : artifacts) {
      if (state.containsKey(name)) {
        field(name).set(flow, state.get(name));
      }
    }
    return flow;
  }

  private Map<String, Object> get(FlowSpec flow) throws Exception {
    var state = new HashMap<String, Object>();
    for (var name : artifacts) {
      state.put(name, field(name).get(flow));
    }
    return state;
  }

  private java.lang.reflect.Field field(String name) throws Exception {
    var field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private static final class Loader extends ClassLoader {
    private final SortedMap<String, byte[]> classes;

    Loader(SortedMap<String, byte[]> classes) {
      super(FlowSpec.class.getClassLoader());
      this.classes = Collections.unmodifiableSortedMap(classes);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      var bytes = classes.get(name.replace('.', '/') + ".class");
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
