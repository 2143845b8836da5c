package dev.weir.compiler;

import dev.weir.compiler.OwnCode.Read;
import java.util.HashSet;
import java.util.List;

/**
 * Refuses reads of static, transient and final fields that another step fills: each step runs in a
 * process of its own, where these fields are as the constructor made them.
 */
final class ProcessChecks {
  private final FlowClasses classes;
  private final Program program;
  private final List<StepFacts> steps;
  private final FieldUse fields;
  private final OwnCode own;
  private final Findings findings;

  ProcessChecks(
      FlowClasses classes,
      Program program,
      List<StepFacts> steps,
      FieldUse fields,
      OwnCode own,
      Findings findings) {
    this.classes = classes;
    this.program = program;
    this.steps = steps;
    this.fields = fields;
    this.own = own;
    this.findings = findings;
  }

  void nothingIsHandedOnUnstored() {
    var said = new HashSet<String>();
    for (var step : steps) {
      var use = own.of(step.code().id());
      use.unstoredReads().stream()
          .filter(Read::certain)
          .filter(read -> !use.tolerates().contains(read.field()) && !mayFill(step, read.field()))
          .filter(read -> !writers(step, read.field()).isEmpty())
          .filter(read -> said.add(read.field()))
          .forEach(read -> refuse(step, read));
    }
  }

  private boolean mayFill(StepFacts step, String field) {
    return fields.isOpaque(step)
        || own.of(step.code().id()).writes().contains(field)
        || program.reachableFrom(step.code()).stream()
            .filter(code -> !code.id().isConstructor())
            .anyMatch(code -> code.unstored().contains(field));
  }

  private List<String> writers(StepFacts reader, String field) {
    return steps.stream()
        .filter(step -> step != reader)
        .filter(step -> own.of(step.code().id()).writes().contains(field))
        .map(StepFacts::name)
        .toList();
  }

  private void refuse(StepFacts step, Read read) {
    var field = read.field();
    var writers = String.join(", ", writers(step, field));
    findings.add(
        classes.place(read.in().owner(), read.line()),
        "step "
            + step.name()
            + " reads "
            + field
            + ", which "
            + writers
            + " writes in another process",
        "A "
            + classes.modifier(field)
            + " field is never stored: make "
            + field
            + " a plain field, or fill it in "
            + step.name()
            + " too.");
  }
}
