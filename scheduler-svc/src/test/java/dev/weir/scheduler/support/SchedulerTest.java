package dev.weir.scheduler.support;

import dev.weir.testkit.quarkus.PostgresResource;
import dev.weir.testkit.quarkus.SqsResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The whole service on embedded parts. One application serves all such tests. */
@QuarkusTest
@WithTestResource(
    value = PostgresResource.class,
    scope = TestResourceScope.GLOBAL,
    initArgs = @ResourceArg(name = "database", value = "scheduler"))
@WithTestResource(
    value = SqsResource.class,
    scope = TestResourceScope.GLOBAL,
    initArgs = @ResourceArg(name = "visibility", value = "PT1S"))
@WithTestResource(value = Neighbours.class, scope = TestResourceScope.GLOBAL)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SchedulerTest {}
