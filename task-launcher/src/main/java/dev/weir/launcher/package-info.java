/** Starts task processes, keeps them warm, watches them, and turns their end into an outcome. */
@NullMarked
package dev.weir.launcher;

import org.jspecify.annotations.NullMarked;
