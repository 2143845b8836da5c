package dev.weir.runtime;

import dev.weir.artifact.BlobStore;
import dev.weir.artifact.Codecs;
import dev.weir.client.Json;
import dev.weir.flow.FlowSpec;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.IncludedFile;
import dev.weir.protocol.ParameterSpec;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives a start step's flow its parameters: as the run's request has them, else as the package
 * does, else as the field's initial value has it.
 */
record Parameters(List<ParameterSpec> specs, Map<String, Object> given, BlobStore store) {

  /** Sets the values, and gives references for those that are no field's value to encode. */
  Map<String, ArtifactRef> apply(FlowFields fields, FlowSpec flow) {
    var refs = new TreeMap<String, ArtifactRef>();
    for (var spec : specs) {
      var field =
          fields
              .find(spec.name())
              .orElseThrow(() -> refused(spec, "the flow has no such field", null));
      switch (spec.kind()) {
        case VALUE -> {
          value(spec).ifPresent(value -> set(spec, field, flow, value));
          if (FlowFields.get(field, flow) instanceof Path path) {
            refs.put(spec.name(), name(path));
          }
        }
        case FILE -> file(spec).ifPresent(file -> refs.put(spec.name(), ref(spec, field, file)));
      }
    }
    return refs;
  }

  private Optional<Object> value(ParameterSpec spec) {
    var value = Optional.ofNullable(given.get(spec.name()));
    if (value.isEmpty() && spec.required()) {
      throw refused(spec, "it is required, but the run was given no value", null);
    }
    return value.isEmpty() && spec.defaultFrom() != null
        ? Optional.ofNullable(spec.defaultValue())
        : value;
  }

  private static void set(ParameterSpec spec, Field field, FlowSpec flow, Object json) {
    var type = field.getGenericType();
    try {
      FlowFields.set(
          field,
          flow,
          type == Path.class ? Path.of(json.toString()) : Codecs.fromJson(Json.bytes(json), type));
    } catch (IOException | RuntimeException e) {
      throw refused(
          spec, "its value should be " + type.getTypeName() + ", not " + Json.text(json), e);
    }
  }

  /** A parameter is the path itself, where a step's own field would be the file's content. */
  private ArtifactRef name(Path path) {
    try {
      return Codecs.encode(path.toString(), String.class, store);
    } catch (IOException e) {
      throw new PlatformException("cannot store a parameter", e);
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

  private ArtifactRef ref(ParameterSpec spec, Field field, IncludedFile file) {
    try {
      return new IncludedContent(file, store).as(field.getType(), spec.encoding());
    } catch (IOException e) {
      throw new PlatformException("cannot read the file of parameter " + spec.name(), e);
    } catch (IllegalArgumentException e) {
      throw refused(spec, e.getMessage(), null);
    }
  }

  private static RefusedException refused(
      ParameterSpec spec, @Nullable String fault, @Nullable Exception cause) {
    var message = "parameter " + spec.name() + ": " + fault;
    return cause == null ? new RefusedException(message) : new RefusedException(message, cause);
  }
}
