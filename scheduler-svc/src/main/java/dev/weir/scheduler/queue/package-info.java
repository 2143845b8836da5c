/** The SQS edge. */
@NullMarked
package dev.weir.scheduler.queue;

import org.jspecify.annotations.NullMarked;
