package dev.weir.store.index;

/** A chunk and the pack it lies in. */
public record LocatedChunk(PackedChunk place, StoredPack pack) {}
