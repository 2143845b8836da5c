package dev.weir.protocol;

/**
 * The body of {@code POST …/packs/{digest}:commit}: the pack is in S3.
 *
 * @param upload as {@link PackUpload} named it
 */
public record PackCommit(String upload) {}
