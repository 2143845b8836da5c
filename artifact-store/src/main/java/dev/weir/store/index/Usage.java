package dev.weir.store.index;

import java.util.OptionalLong;

/**
 * What a space takes.
 *
 * @param used bytes of its packs
 * @param content bytes of its chunks, as their writers have them
 * @param stored bytes of their frames
 * @param spared bytes of chunks that writers found there and had not to send
 * @param quota what it may take, where that was set for it
 */
public record Usage(
    long used,
    long packs,
    long chunks,
    long content,
    long stored,
    long spared,
    OptionalLong quota) {
  /** Of a project that has never stored anything. */
  public static final Usage NOTHING = new Usage(0, 0, 0, 0, 0, 0, OptionalLong.empty());
}
