package dev.weir.runs;

import dev.weir.protocol.ParameterSpec;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A run's parameters: what was given, else the default, else what only the flow itself knew. */
final class RunParameters {
  private RunParameters() {}

  static SortedMap<String, Object> of(Run run) {
    var values = new TreeMap<String, Object>(run.found().run().parameters());
    var unknown = new TreeMap<String, ParameterSpec>();
    for (var spec : run.weir().code(run.found()).parameters()) {
      if (values.containsKey(spec.name())) {
        continue;
      }
      Optional.<Object>ofNullable(spec.defaultValue())
          .or(() -> Optional.ofNullable(spec.file()))
          .ifPresentOrElse(
              value -> values.put(spec.name(), value), () -> unknown.put(spec.name(), spec));
    }
    if (!unknown.isEmpty()) {
      values.putAll(ofStart(run, unknown));
    }
    return Collections.unmodifiableSortedMap(values);
  }

  /** A field's initial value is no part of the package; the first task has stored it. */
  private static Map<String, Object> ofStart(Run run, Map<String, ParameterSpec> unknown) {
    var values = new TreeMap<String, Object>();
    run.steps().stream()
        .findFirst()
        .flatMap(Step::firstTask)
        .map(Task::artifacts)
        .ifPresent(
            artifacts ->
                unknown.keySet().stream()
                    .flatMap(name -> artifacts.find(name).stream())
                    .forEach(
                        artifact ->
                            Optional.ofNullable(artifact.plainValue())
                                .ifPresent(value -> values.put(artifact.name(), value))));
    return values;
  }
}
