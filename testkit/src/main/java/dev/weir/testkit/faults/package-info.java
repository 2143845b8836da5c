/** An S3 on which everything goes wrong that can, as a test asks for it. */
@NullMarked
package dev.weir.testkit.faults;

import org.jspecify.annotations.NullMarked;
