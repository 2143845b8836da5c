package dev.weir.runtime;

import dev.weir.artifact.Codecs;
import dev.weir.client.Json;
import dev.weir.flow.FlowSpec;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.IncludedFile;
import dev.weir.protocol.ParameterSpec;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives a start step's flow its parameters: as the run's request has them, else as the package
 * does, else as the field's initial value has it.
 */
record Parameters(List<ParameterSpec> specs, Map<String, Object> given) {

  /** Sets the values, and gives references for the files, whose content is in the store already. */
  Map<String, ArtifactRef> apply(FlowFields fields, FlowSpec flow) {
    var files = new TreeMap<String, ArtifactRef>();
    for (var spec : specs) {
      var field =
          fields
              .find(spec.name())
              .orElseThrow(() -> refused(spec, "the flow has no such field", null));
      switch (spec.kind()) {
        case VALUE -> value(spec).ifPresent(value -> set(spec, field, flow, value));
        case FILE -> file(spec).ifPresent(file -> files.put(spec.name(), ref(spec, field, file)));
      }
    }
    return files;
  }

  private Optional<Object> value(ParameterSpec spec) {
    var value = Optional.ofNullable(given.get(spec.name()));
    if (value.isEmpty() && spec.required()) {
      throw refused(spec, "it is required, but the run was given no value", null);
    }
    return value;
  }

  private static void set(ParameterSpec spec, Field field, FlowSpec flow, Object json) {
    var type = field.getGenericType();
    try {
      FlowFields.set(field, flow, Codecs.fromJson(Json.bytes(json), type));
    } catch (IOException | RuntimeException e) {
      throw refused(
          spec, "its value should be " + type.getTypeName() + ", not " + Json.text(json), e);
    }
  }

  private Optional<IncludedFile> file(ParameterSpec spec) {
    var file = given.get(spec.name());
    if (file == null) {
      if (spec.file() == null && spec.required()) {
        throw refused(spec, "it is required, but the run was given no file", null);
      }
      return Optional.ofNullable(spec.file());
    }
    try {
      return Optional.of(Json.read(Json.bytes(file), IncludedFile.class));
    } catch (IllegalArgumentException e) {
      throw refused(spec, "it should be a file that was stored: {\"content\", \"name\"}", e);
    }
  }

  private static ArtifactRef ref(ParameterSpec spec, Field field, IncludedFile file) {
    var type = field.getType();
    if (type == String.class) {
      return new ArtifactRef("text", type.getTypeName(), file.content(), null);
    }
    if (type == byte[].class) {
      return new ArtifactRef("raw", type.getTypeName(), file.content(), null);
    }
    throw refused(
        spec, "an included file's field is a String or a byte[], not " + type.getTypeName(), null);
  }

  private static RefusedException refused(
      ParameterSpec spec, String fault, @Nullable Exception cause) {
    var message = "parameter " + spec.name() + ": " + fault;
    return cause == null ? new RefusedException(message) : new RefusedException(message, cause);
  }
}
