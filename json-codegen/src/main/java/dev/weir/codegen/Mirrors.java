package dev.weir.codegen;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/** Annotations as javac shows them. */
final class Mirrors {
  private static final String JACKSON = "com.fasterxml.jackson.annotation.";

  private Mirrors() {}

  /** Jackson's annotation of that simple name. */
  static Optional<? extends AnnotationMirror> jackson(Element element, String name) {
    return element.getAnnotationMirrors().stream()
        .filter(each -> each.getAnnotationType().toString().equals(JACKSON + name))
        .findFirst();
  }

  /** The value that is written there, not a default. */
  static Optional<AnnotationValue> value(AnnotationMirror mirror, String name) {
    return mirror.getElementValues().entrySet().stream()
        .filter(each -> each.getKey().getSimpleName().contentEquals(name))
        .<AnnotationValue>map(each -> each.getValue())
        .findFirst();
  }

  @SuppressWarnings("unchecked") // So it is specified for an array.
  static List<? extends AnnotationValue> list(AnnotationValue array) {
    return (List<? extends AnnotationValue>) array.getValue();
  }
}
