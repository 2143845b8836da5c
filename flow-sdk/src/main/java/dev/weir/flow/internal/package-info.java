/**
 * How a runtime drives a flow: no part of what an author sees, and free to change with every
 * release.
 */
package dev.weir.flow.internal;
