package dev.weir.protocol;

/**
 * Asks for a garbage collection.
 *
 * @param delete whether something shall go; otherwise it is only found out what could
 */
public record StoreCollectionRequest(boolean delete) {}
