/** Packs: taken in, checked frame by frame, found again, read. */
@NullMarked
package dev.weir.store.pack;

import org.jspecify.annotations.NullMarked;
