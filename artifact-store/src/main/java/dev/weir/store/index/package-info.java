/** Which chunk lies where: the store's own database. */
@NullMarked
package dev.weir.store.index;

import org.jspecify.annotations.NullMarked;
