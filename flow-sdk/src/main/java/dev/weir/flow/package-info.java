/** What the author of a flow imports. */
package dev.weir.flow;
