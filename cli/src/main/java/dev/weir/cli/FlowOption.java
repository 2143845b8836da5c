package dev.weir.cli;

import dev.weir.compiler.FlowSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which flow of a source is meant, where it holds several. */
final class FlowOption {
  @Option(
      names = "--flow",
      paramLabel = "NAME",
      description = "The flow's class, where FILE holds more than one.")
  private @Nullable String name;

  FlowSource in(Path source) {
    return FlowSource.of(source).named(Optional.ofNullable(name));
  }
}
