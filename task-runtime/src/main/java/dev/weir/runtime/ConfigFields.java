package dev.weir.runtime;

import dev.weir.artifact.Codecs;
import dev.weir.client.Json;
import dev.weir.flow.FlowSpec;
import java.io.IOException;
import java.util.Map;

/** Gives a start step's flow its configs, as the code package has them. */
record ConfigFields(Map<String, Object> values) {

  void set(FlowFields fields, FlowSpec flow) {
    values.forEach(
        (name, json) -> {
          var field =
              fields
                  .find(name)
                  .orElseThrow(
                      () ->
                          new RefusedException("config " + name + ": the flow has no such field"));
          try {
            FlowFields.set(field, flow, Codecs.fromJson(Json.bytes(json), field.getGenericType()));
          } catch (IOException | RuntimeException e) {
            throw new RefusedException("config " + name + " does not fit its field", e);
          }
        });
  }
}
