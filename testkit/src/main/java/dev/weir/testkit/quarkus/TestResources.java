package dev.weir.testkit.quarkus;

import java.lang.annotation.Annotation;
import java.util.stream.Stream;

/** Reads which test resources an annotation of Quarkus asks for. */
final class TestResources {
  private TestResources() {}

  /** Also by an annotation of a service's own that bundles what its tests need. */
  static Stream<String> named(Annotation annotation) {
    return Stream.concat(
        direct(annotation),
        Stream.of(annotation.annotationType().getAnnotations()).flatMap(TestResources::direct));
  }

  /**
   * By name: Quarkus loads the test, and with it the annotation and the resource, by a class loader
   * of its own, so that no class of ours equals theirs.
   */
  private static Stream<String> direct(Annotation annotation) {
    if (!annotation.annotationType().getName().startsWith("io.quarkus.test.common.")) {
      return Stream.empty();
    }
    return switch (value(annotation)) {
      case Class<?> resource -> Stream.of(resource.getName());
      case Annotation[] several -> Stream.of(several).flatMap(TestResources::direct);
      default -> Stream.empty();
    };
  }

  private static Object value(Annotation annotation) {
    try {
      return annotation.annotationType().getMethod("value").invoke(annotation);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + annotation, e);
    }
  }
}
