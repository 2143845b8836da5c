/** Embedded SQS, S3 and PostgreSQL, for tests and for the dev mesh. */
@NullMarked
package dev.weir.testkit;

import org.jspecify.annotations.NullMarked;
