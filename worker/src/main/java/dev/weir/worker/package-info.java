/** Pulls step tasks, runs them in child processes, reports. */
@NullMarked
package dev.weir.worker;

import org.jspecify.annotations.NullMarked;
