/** What metadata-svc is told, sooner or later. */
@NullMarked
package dev.weir.scheduler.record;

import org.jspecify.annotations.NullMarked;
