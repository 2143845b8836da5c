package dev.weir.store.index;

import dev.weir.protocol.Digest;

/** A pack and the object that holds it. */
public record StoredPack(long id, Digest digest, String objectKey) {}
