/** Code for JSON, written while javac runs. */
@NullMarked
package dev.weir.codegen;

import org.jspecify.annotations.NullMarked;
