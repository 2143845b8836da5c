/** Runs in motion: their state in PostgreSQL, and the transactions that move them. */
@NullMarked
package dev.weir.scheduler.run;

import org.jspecify.annotations.NullMarked;
