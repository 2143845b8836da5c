/** The record in its tables: what may be stored, what is read back. Entities stay in here. */
@NullMarked
package dev.weir.metadata.store;

import org.jspecify.annotations.NullMarked;
