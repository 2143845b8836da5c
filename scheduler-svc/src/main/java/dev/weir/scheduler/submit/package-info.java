/** How a run is asked for and looked at: the request, its checks, the run's resource. */
@NullMarked
package dev.weir.scheduler.submit;

import org.jspecify.annotations.NullMarked;
