package dev.weir.protocol;

/**
 * One resolved jar of a step's class path.
 *
 * @param coordinates {@code group:artifact[:extension[:classifier]]:version}
 * @param file its bytes in the store
 */
public record Library(String coordinates, Digest file) {}
