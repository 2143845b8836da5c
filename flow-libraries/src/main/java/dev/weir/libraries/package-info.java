/** Finds the Maven artifacts that a flow asks for, and locks them. */
@NullMarked
package dev.weir.libraries;

import org.jspecify.annotations.NullMarked;
