package dev.weir.protocol;

/**
 * A file's content, stored when the run was asked for.
 *
 * @param name as it was given, for people to read
 */
public record IncludedFile(Digest content, String name) {}
