/** The record of runs, local ones and the mesh's, behind one interface. */
@NullMarked
package dev.weir.cli.history;

import org.jspecify.annotations.NullMarked;
