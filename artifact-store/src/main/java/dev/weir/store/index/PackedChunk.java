package dev.weir.store.index;

import dev.weir.protocol.ChunkId;

/** A chunk whose frame has been read, decoded and checked where it lies in its pack. */
public record PackedChunk(ChunkId chunk, int size, int at, int stored) {}
