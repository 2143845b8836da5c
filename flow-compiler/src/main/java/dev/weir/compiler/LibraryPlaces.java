package dev.weir.compiler;

import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;

/** Says so where {@code @Libraries} stands on, or in, a class that is no flow: it does nothing. */
final class LibraryPlaces {
  private static final String HINT =
      "Put it on the flow's class, for all its steps, or on a step; what a step calls sees the"
          + " step's libraries.";

  private final FlowClasses classes;
  private final Findings findings;

  LibraryPlaces(FlowClasses classes, Findings findings) {
    this.classes = classes;
    this.findings = findings;
  }

  /** Methods of flows are looked at by {@link StepAnnotations}. */
  void refuseOutsideFlows() {
    classes
        .all()
        .filter(model -> !classes.inFamily(model.thisClass().asInternalName()))
        .forEach(this::check);
  }

  private void check(ClassModel type) {
    var name = type.thisClass().asInternalName();
    if (JarLibraries.isOn(type)) {
      refuse(
          classes.place(name),
          name.substring(name.lastIndexOf('/') + 1).replace('$', '.') + ", no flow");
    }
    for (var method : type.methods()) {
      if (JarLibraries.isOn(method)) {
        refuse(place(name, method), method.methodName().stringValue() + ", no step");
      }
    }
  }

  private Place place(String type, MethodModel method) {
    return classes
        .index()
        .method(
            type.replace('/', '.'),
            method.methodName().stringValue(),
            method.methodTypeSymbol().parameterCount())
        .map(SourceIndex.Entry::place)
        .orElseGet(() -> classes.place(type));
  }

  private void refuse(Place place, String where) {
    findings.add(place, "@Libraries stands on " + where, HINT);
  }
}
