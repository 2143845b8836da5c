/** What of a store the record of runs needs, how long it needs it, and how the rest goes. */
@NullMarked
package dev.weir.gc;

import org.jspecify.annotations.NullMarked;
