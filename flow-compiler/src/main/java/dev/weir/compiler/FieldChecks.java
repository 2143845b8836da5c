package dev.weir.compiler;

import java.lang.reflect.Field;
import java.util.HashMap;

/** Checks the artifacts of a flow by their declarations. */
final class FieldChecks {
  private FieldChecks() {}

  static void check(FlowClasses classes, Findings findings) {
    var seen = new HashMap<String, Field>();
    for (var field : classes.artifacts()) {
      FieldTypes.notStorable(field)
          .ifPresent(
              reason ->
                  findings.add(
                      classes.place(field),
                      "field " + field.getName() + " can't be stored: " + reason,
                      "Keep the data instead, use a local variable, or make the field transient:"
                          + " then no other step sees it."));
      var hidden = seen.put(field.getName(), field);
      if (hidden != null) {
        findings.add(
            classes.place(field),
            "field "
                + field.getName()
                + " hides that of "
                + hidden.getDeclaringClass().getSimpleName(),
            "Give it another name: artifacts are known by their names.");
      }
    }
  }
}
