/** The record over HTTP. */
@NullMarked
package dev.weir.metadata.api;

import org.jspecify.annotations.NullMarked;
