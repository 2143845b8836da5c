package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Chunks in a directory of files that processes of a machine share, each process and project on its
 * own, up to a size: then those go that nobody has read for the longest time. A cache that can't be
 * written, such as on a full disk, is no reason to fail; a process may be killed at any moment.
 */
public final class ChunkCache {
  private static final String LOCK = "lock";
  private static final String TEMPORARY = "tmp";

  /** A chunk's last reading is not written down more often than that. */
  private static final Duration TOUCHED = Duration.ofMinutes(10);

  private final Path chunks;
  private final Path root;
  private final long limit;
  private final NewFiles newFiles;

  /** Added by this process since somebody last looked at the whole size. */
  private final AtomicLong added = new AtomicLong(Long.MAX_VALUE / 2);

  /**
   * @param root shared by all projects, whose chunks stay apart
   * @param space names the project
   * @param limit in bytes, of all projects together; it may be exceeded by a tenth for a moment
   */
  public ChunkCache(Path root, String space, long limit) {
    this.root = root;
    this.chunks = root.resolve("projects").resolve(space);
    this.limit = limit;
    this.newFiles = new NewFiles(root.resolve(TEMPORARY));
  }

  /** Whether the chunk is here; then it is written into the target, checked. */
  boolean read(Digest chunk, byte[] target, int offset) {
    var file = file(chunk.sha256());
    try (var in = Files.newInputStream(file)) {
      var size = (int) chunk.size();
      if (in.readNBytes(target, offset, size) < size || in.read() >= 0) {
        throw new CorruptBlobException(chunk, file.toString(), "it has another size");
      }
      Frame.check(chunk, target, offset, file.toString());
      touch(file);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      delete(file);
      return false;
    }
  }

  /** A chunk whose size is not known. */
  Optional<byte[]> node(String sha256) {
    try {
      var size = Files.size(file(sha256));
      if (size > ChunkSizes.STANDARD.max()) {
        return Optional.empty();
      }
      var bytes = new byte[(int) size];
      return read(new Digest(sha256, size), bytes, 0) ? Optional.of(bytes) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps a chunk that was checked. */
  void add(Digest chunk, byte[] bytes, int offset) {
    var size = (int) chunk.size();
    if (size > limit / 10) {
      return;
    }
    if (added.addAndGet(size) > limit / 20) {
      makeRoom();
    }
    try (var file = newFiles.create()) {
      file.out().write(bytes, offset, size);
      file.publish(file(chunk.sha256()));
    } catch (IOException e) {
      // The chunk is where it came from; the disk may be full, and then this must not be in the
      // way.
      added.set(Long.MAX_VALUE / 2);
    }
  }

  private static void touch(Path file) throws IOException {
    var now = Instant.now();
    if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(TOUCHED))) {
      Files.setLastModifiedTime(file, FileTime.from(now));
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It is found out again by whoever reads it next.
    }
  }

  /** One process at a time; the others go on and may add a little too much. */
  private void makeRoom() {
    added.set(0);
    try {
      Files.createDirectories(root);
      try (var channel =
              FileChannel.open(
                  root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var lock = channel.tryLock()) {
        if (lock != null) {
          deleteOldest();
        }
      }
    } catch (OverlappingFileLockException e) {
      // Another thread is at it.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make room in the cache " + root, e);
    }
  }

  private record Kept(Path file, long size, FileTime read) {}

  private void deleteOldest() throws IOException {
    var kept = kept();
    var size = kept.stream().mapToLong(Kept::size).sum();
    if (size <= limit - limit / 20) {
      return;
    }
    kept.sort(Comparator.comparing(Kept::read));
    for (var oldest : kept) {
      if (size <= limit - limit / 5) {
        return;
      }
      Files.deleteIfExists(oldest.file());
      size -= oldest.size();
    }
  }

  private List<Kept> kept() throws IOException {
    var kept = new ArrayList<Kept>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes known) {
            return folder.equals(root.resolve(TEMPORARY))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes known) {
            if (!file.equals(root.resolve(LOCK))) {
              kept.add(new Kept(file, known.size(), known.lastModifiedTime()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return kept;
  }

  private Path file(String sha256) {
    return chunks.resolve(sha256.substring(0, 2)).resolve(sha256);
  }
}
