/** HTTP clients of Weir's services, on the JDK alone. */
@NullMarked
package dev.weir.client;

import org.jspecify.annotations.NullMarked;
