package dev.weir.testkit.quarkus;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips, and says so, the tests that need a container which cannot be started here. */
public final class ContainersCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (!Setting.of(Backend.CHOICE, "embedded").equals("containers")) {
      return ConditionEvaluationResult.enabled("containers are not asked for");
    }
    return context
        .getTestClass()
        .flatMap(ContainersCondition::reasonToSkip)
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("its containers can be started"));
  }

  /**
   * Superclasses count: Quarkus inherits what they ask for although the annotations say nothing of
   * it.
   */
  private static Optional<String> reasonToSkip(Class<?> test) {
    return Stream.<Class<?>>iterate(test, Objects::nonNull, Class::getSuperclass)
        .flatMap(type -> Stream.of(type.getAnnotations()))
        .flatMap(TestResources::named)
        .flatMap(resource -> image(resource).stream())
        .distinct()
        .flatMap(image -> ContainerEngine.reasonNotToRun(image).stream())
        .findFirst();
  }

  private static Optional<String> image(String resource) {
    if (resource.equals(PostgresResource.class.getName())) {
      return Optional.of(ContainerBackend.postgresImage());
    }
    if (resource.equals(SqsResource.class.getName())
        || resource.equals(S3Resource.class.getName())) {
      return Optional.of(ContainerBackend.localStackImage());
    }
    return Optional.empty();
  }
}
