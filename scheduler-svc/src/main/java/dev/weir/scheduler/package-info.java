/** The service that owns runs in motion: its configuration and what it stands on. */
@NullMarked
package dev.weir.scheduler;

import org.jspecify.annotations.NullMarked;
