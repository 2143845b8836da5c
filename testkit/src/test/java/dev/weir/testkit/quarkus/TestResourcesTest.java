package dev.weir.testkit.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestResourcesTest {
  @ParameterizedTest
  @ValueSource(classes = {Directly.class, ByAnAnnotationOfItsOwn.class})
  void findsWhatATestAsksFor(Class<?> test) {
    assertThat(named(test))
        .containsExactlyInAnyOrder(PostgresResource.class.getName(), SqsResource.class.getName());
  }

  @Test
  void findsNothingWhereNothingIsAskedFor() {
    assertThat(named(TestResourcesTest.class)).isEmpty();
  }

  private static Stream<String> named(Class<?> test) {
    return Stream.of(test.getAnnotations()).flatMap(TestResources::named);
  }

  @WithTestResource(PostgresResource.class)
  @WithTestResource(SqsResource.class)
  private static final class Directly {}

  @WithTestResource(PostgresResource.class)
  @WithTestResource(SqsResource.class)
  @Retention(RetentionPolicy.RUNTIME)
  private @interface Bundle {}

  @Bundle
  private static final class ByAnAnnotationOfItsOwn {}
}
