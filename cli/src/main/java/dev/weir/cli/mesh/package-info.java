/** The dev mesh: its processes, their supervisor, and how others find them. */
@NullMarked
package dev.weir.cli.mesh;

import org.jspecify.annotations.NullMarked;
