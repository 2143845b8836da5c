/** Draws a flow's graph. */
@NullMarked
package dev.weir.cli.graph;

import org.jspecify.annotations.NullMarked;
