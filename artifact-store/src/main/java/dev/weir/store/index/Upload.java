package dev.weir.store.index;

import dev.weir.protocol.Digest;
import java.util.UUID;

/** An object that may come, or has come, and is no pack yet. */
public record Upload(UUID id, Digest pack, String objectKey) {}
