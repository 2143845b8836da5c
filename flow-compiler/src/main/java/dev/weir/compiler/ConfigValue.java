package dev.weir.compiler;

import java.nio.file.Path;

/** What a config is to be, as whoever deploys the flow gave it. */
public sealed interface ConfigValue {

  /** The content of a file, {@code .json} or {@code .properties}. */
  record OfFile(Path path) implements ConfigValue {}

  /** JSON as it was typed. */
  record OfText(String json) implements ConfigValue {}

  /** What it was in the run that is resumed. */
  record Known(Object json) implements ConfigValue {}
}
