/** Code packages and assignments for tests, with no compiler: the graph is written by hand. */
@NullMarked
package dev.weir.runtime.packaging;

import org.jspecify.annotations.NullMarked;
