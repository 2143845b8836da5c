/** The whole of Weir from its packaged processes, and what happens when they die. */
package dev.weir.e2e;
