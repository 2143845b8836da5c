/** What crosses a wire between the parts of Weir: records, ids, states and problem types. */
@NullMarked
package dev.weir.protocol;

import org.jspecify.annotations.NullMarked;
