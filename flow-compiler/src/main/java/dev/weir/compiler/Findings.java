package dev.weir.compiler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with one flow, so that all of it is said at once. */
final class Findings {
  private final Rule rule;
  private final List<Diagnostic> found;

  Findings(Rule rule) {
    this(rule, new ArrayList<>());
  }

  private Findings(Rule rule, List<Diagnostic> found) {
    this.rule = rule;
    this.found = found;
  }

  /** They with all others; what is added to them is about that. */
  Findings about(Rule other) {
    return new Findings(other, found);
  }

  void add(Place place, String message, @Nullable String hint) {
    var diagnostic = new Diagnostic(place.file(), place.line(), rule, message, hint);
    if (!found.contains(diagnostic)) {
      found.add(diagnostic);
    }
  }

  List<Diagnostic> all() {
    return List.copyOf(found);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparing(Diagnostic::file).thenComparing(Diagnostic::line));
      throw new FlowErrors(found);
    }
  }
}
