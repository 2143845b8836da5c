package dev.weir.protocol;

/**
 * Where a chunk is in a pack.
 *
 * @param pack an index into {@link ChunkPlaces#packs}
 * @param at the first byte of its frame
 * @param stored the bytes of its frame; as many as {@code size} where it is not compressed
 * @param size the bytes of the chunk
 */
public record ChunkPlace(int pack, long at, int stored, int size) {}
