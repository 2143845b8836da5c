/** The content-addressed store over S3, as a service. */
@NullMarked
package dev.weir.store;

import org.jspecify.annotations.NullMarked;
