package dev.weir.runs;

import dev.weir.client.Json;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** A parameter's value as the command line has it. */
final class OptionText {
  private OptionText() {}

  static String of(String name, Object value) {
    return switch (value) {
      case Optional<?> maybe ->
          maybe
              .map(present -> of(name, present))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "parameter " + name + ": leave out what has no value"));
      case Collection<?> many -> Json.text(many);
      case Map<?, ?> map -> Json.text(map);
      case Record composite -> Json.text(composite);
      case Enum<?> constant -> constant.name();
      case Object array when array.getClass().isArray() -> Json.text(array);
      case Object one -> one.toString();
    };
  }
}
