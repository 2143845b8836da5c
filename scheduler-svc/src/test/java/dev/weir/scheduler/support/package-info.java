/** What the scheduler's tests stand on: its neighbours' doubles, flows, and a worker by hand. */
@NullMarked
package dev.weir.scheduler.support;

import org.jspecify.annotations.NullMarked;
