/** Runs the steps of flows inside a process of their own. */
@NullMarked
package dev.weir.runtime;

import org.jspecify.annotations.NullMarked;
