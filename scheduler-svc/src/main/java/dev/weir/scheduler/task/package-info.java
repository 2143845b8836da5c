/** How workers get an attempt and keep it. */
@NullMarked
package dev.weir.scheduler.task;

import org.jspecify.annotations.NullMarked;
