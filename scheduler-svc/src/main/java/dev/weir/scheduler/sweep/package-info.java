/** The timer that heals what messages and workers lost. */
@NullMarked
package dev.weir.scheduler.sweep;

import org.jspecify.annotations.NullMarked;
