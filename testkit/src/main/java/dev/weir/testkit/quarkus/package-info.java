/** Test resources that give a {@code @QuarkusTest} its database, queues and bucket. */
@NullMarked
package dev.weir.testkit.quarkus;

import org.jspecify.annotations.NullMarked;
