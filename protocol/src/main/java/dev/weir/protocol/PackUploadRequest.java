package dev.weir.protocol;

/** The body of {@code POST …/packs:upload}: where may these bytes be put? */
public record PackUploadRequest(Digest pack) {}
