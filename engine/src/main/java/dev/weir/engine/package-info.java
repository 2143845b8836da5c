/** The rules of a run: what may start, when a join is complete, when the run is over. No I/O. */
@NullMarked
package dev.weir.engine;

import org.jspecify.annotations.NullMarked;
