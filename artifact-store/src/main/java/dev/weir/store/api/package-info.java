/** The service's HTTP. */
@NullMarked
package dev.weir.store.api;

import org.jspecify.annotations.NullMarked;
