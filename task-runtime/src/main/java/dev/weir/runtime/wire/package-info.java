/** What a task process and the process that started it say to each other. */
@NullMarked
package dev.weir.runtime.wire;

import org.jspecify.annotations.NullMarked;
