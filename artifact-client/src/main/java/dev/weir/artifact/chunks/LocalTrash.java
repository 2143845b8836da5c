package dev.weir.artifact.chunks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * What a garbage collection has condemned and not yet deleted. Whoever looks for some of it takes
 * it back: it was not of no use.
 */
final class LocalTrash {
  private final LocalLayout layout;
  private final LocalLayout trash;
  private final LocalPacks packs;

  LocalTrash(LocalLayout layout, NewFiles newFiles) {
    this.layout = layout;
    this.trash = layout.trash();
    this.packs = new LocalPacks(trash.packs(), newFiles);
  }

  /** Whether there was a file, or a pack, with that chunk; it is back where it was then. */
  boolean takeBack(String sha256) throws IOException {
    if (!Files.isDirectory(trash.root())) {
      return false;
    }
    return takeBack(trash.file(sha256), layout.file(sha256))
        || takeBack(trash.earlierFile(sha256), layout.earlierFile(sha256))
        || takePackBack(sha256);
  }

  private boolean takePackBack(String sha256) throws IOException {
    packs.refresh();
    var found = packs.find(sha256);
    if (found.isEmpty()) {
      return false;
    }
    var file = found.get().pack().file();
    return takeBack(file, layout.packs().resolve(file.getFileName()));
  }

  /** The time first: it must not look as if nobody had wanted it for long, at either place. */
  private static boolean takeBack(Path from, Path to) throws IOException {
    try {
      Files.setLastModifiedTime(from, FileTime.from(Instant.now()));
      Files.createDirectories(to.getParent());
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException e) {
      return false; // Somebody else has taken it back, or a collection has deleted it.
    }
  }
}
