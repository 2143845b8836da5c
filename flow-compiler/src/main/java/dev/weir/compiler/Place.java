package dev.weir.compiler;

/** Where in the sources something is. */
record Place(String file, int line) {}
