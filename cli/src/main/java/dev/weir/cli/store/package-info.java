/** What {@code weir store} shows and does. */
@NullMarked
package dev.weir.cli.store;

import org.jspecify.annotations.NullMarked;
