package dev.weir.artifact.chunks;

import java.nio.file.Path;

/**
 * Where what is in a directory of chunks. What a garbage collection has found to be of no use lies
 * under {@code trash} as it lay before, until it is deleted or somebody looks for it.
 *
 * @param root holds the rest
 */
public record LocalLayout(Path root) {
  /** How the files of packs end. */
  public static final String PACK = ".pack";

  /** Files of one chunk each, and whole blobs of earlier releases, named by their SHA-256. */
  public Path blobs() {
    return root.resolve("blobs");
  }

  /** Files that are being written; they get their names when they are whole. */
  public Path unfinished() {
    return blobs().resolve("tmp");
  }

  public Path packs() {
    return root.resolve("packs");
  }

  /** The same, of what was condemned. */
  public LocalLayout trash() {
    return new LocalLayout(root.resolve("trash"));
  }

  /** Of one level of directories: to make one costs more than a small blob. */
  public Path file(String sha256) {
    return blobs().resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  /** Where it stands in a directory that was first written before there was only one level. */
  public Path earlierFile(String sha256) {
    return blobs().resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256);
  }
}
