/** The bytes: objects in an S3, what is asked of it and what its refusals mean. */
@NullMarked
package dev.weir.store.s3;

import org.jspecify.annotations.NullMarked;
