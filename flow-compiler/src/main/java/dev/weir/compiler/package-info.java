/** From source to a checked, packaged flow: the graph is read from class files. */
@NullMarked
package dev.weir.compiler;

import org.jspecify.annotations.NullMarked;
