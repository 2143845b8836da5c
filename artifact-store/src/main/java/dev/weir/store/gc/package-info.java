/** Which packs go, because no run needs what is in them. */
@NullMarked
package dev.weir.store.gc;

import org.jspecify.annotations.NullMarked;
