package dev.weir.scheduler.submit;

import dev.weir.protocol.CodePackage;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.ParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a manifest read from somebody's JSON may lack, whatever its types say. */
final class PackageFields {

  private PackageFields() {}

  static Optional<String> missing(CodePackage code) {
    return Stream.of(
            absent("graph", code.graph()),
            absent("mainClass", code.mainClass()),
            absent("classes", code.classes()))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> absent("name of its flow", code.graph().flow()))
        .or(() -> code.graph().steps().stream().flatMap(s -> missing(s).stream()).findFirst())
        .or(() -> code.parameters().stream().flatMap(p -> missing(p).stream()).findFirst());
  }

  private static Optional<String> missing(StepNode step) {
    return anyAbsent("name or kind of a step", step.name(), step.kind());
  }

  private static Optional<String> missing(ParameterSpec parameter) {
    return anyAbsent(
        "name, kind or type of a parameter", parameter.name(), parameter.kind(), parameter.type());
  }

  private static Optional<String> anyAbsent(String what, @Nullable Object... values) {
    return Arrays.stream(values).anyMatch(value -> value == null)
        ? Optional.of(what)
        : Optional.empty();
  }

  private static Optional<String> absent(String what, @Nullable Object value) {
    return value == null ? Optional.of(what) : Optional.empty();
  }
}
