package dev.weir.compiler;

import java.util.List;
import java.util.stream.Collectors;

/** A flow that cannot run, and everything found to be wrong with it. */
public final class FlowErrors extends RuntimeException {
  private final transient List<Diagnostic> diagnostics;

  public FlowErrors(List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  FlowErrors(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  /** In the order of file and line. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
