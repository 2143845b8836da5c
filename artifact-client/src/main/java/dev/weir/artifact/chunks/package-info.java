/** Chunks: how blobs are cut, named, framed, packed and kept. docs/storage.md has the formats. */
@NullMarked
package dev.weir.artifact.chunks;

import org.jspecify.annotations.NullMarked;
