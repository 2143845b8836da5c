/** The record of runs, local ones and the mesh's, behind one interface, and where it is. */
@NullMarked
package dev.weir.history;

import org.jspecify.annotations.NullMarked;
