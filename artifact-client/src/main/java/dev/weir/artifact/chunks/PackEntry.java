package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;

/**
 * Where a pack holds a chunk.
 *
 * @param at the first byte of its frame
 * @param stored the bytes of its frame
 */
public record PackEntry(Digest chunk, long at, int stored) {}
