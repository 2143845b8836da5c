package dev.weir.cli;

import picocli.CommandLine.Option;

/** How artifacts are shown, the same for every command that shows some. */
final class ValueOptions {
  @Option(names = "--json", description = "Everything as one JSON document, values whole.")
  private boolean json;

  @Option(
      names = "--max-value-size",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Cut longer values to so many characters; 0 cuts none. Default: ${DEFAULT-VALUE}.")
  private int maxValueSize;

  boolean json() {
    return json;
  }

  int maxValueSize() {
    return maxValueSize;
  }
}
