/** The {@code weir} command: what a person types, and what it does about it. */
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
