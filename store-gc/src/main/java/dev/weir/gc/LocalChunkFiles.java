package dev.weir.gc;

import dev.weir.artifact.chunks.Frame;
import dev.weir.artifact.chunks.LocalLayout;
import dev.weir.artifact.chunks.Pack;
import dev.weir.artifact.chunks.PackEntry;
import dev.weir.artifact.chunks.PackWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The files of a directory of chunks. A file's time says when somebody last counted on it; that of
 * one in the trash, when it came there. A pack that can't be read is left alone: nobody knows what
 * is in it.
 */
public final class LocalChunkFiles implements ChunkFiles {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final LocalLayout layout;
  private final Clock clock;

  /**
   * @param clock what is condemned or written anew gets its time
   */
  public LocalChunkFiles(Path root, Clock clock) {
    this.layout = new LocalLayout(root);
    this.clock = clock;
  }

  @Override
  public void inUse(Visitor visitor) throws IOException {
    visit(layout, false, visitor);
  }

  @Override
  public void condemned(Visitor visitor) throws IOException {
    visit(layout.trash(), true, visitor);
  }

  private static void visit(LocalLayout where, boolean condemned, Visitor visitor)
      throws IOException {
    walk(
        where.blobs(),
        (file, facts) -> {
          if (isChunk(file)) {
            var chunk = new StoredChunk(file.getFileName().toString(), facts.size());
            visitor.see(seen(where, file, List.of(chunk), facts, condemned));
          }
        });
    walk(
        where.packs(),
        (file, facts) -> {
          if (file.getFileName().toString().endsWith(LocalLayout.PACK)) {
            var chunks = chunks(file);
            if (!chunks.isEmpty()) {
              visitor.see(seen(where, file, chunks, facts, condemned));
            }
          }
        });
  }

  /** Whether it is named as the file of one chunk is. */
  static boolean isChunk(Path file) {
    return SHA256.matcher(file.getFileName().toString()).matches();
  }

  private static ChunkFile seen(
      LocalLayout where,
      Path file,
      List<StoredChunk> chunks,
      BasicFileAttributes facts,
      boolean condemned) {
    var time = facts.lastModifiedTime().toInstant();
    var name = where.root().relativize(file).toString();
    return new ChunkFile(name, chunks, facts.size(), time, condemned ? time : null);
  }

  /** None where the pack can't be read: it stays as it is, for {@code weir store verify}. */
  private static List<StoredChunk> chunks(Path file) {
    try (var pack = Pack.open(file)) {
      return pack.entries().stream()
          .map(entry -> new StoredChunk(entry.chunk().sha256(), entry.stored()))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private interface Each {
    void see(Path file, BasicFileAttributes facts) throws IOException;
  }

  private static void walk(Path folder, Each each) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts)
                throws IOException {
              if (facts.isRegularFile()) {
                each.see(file, facts);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
              if (why instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE; // It went while this looked.
              }
              throw why;
            }
          });
    } catch (DirectoryIteratorException | UncheckedIOException e) {
      throw new IOException(folder + ": " + e.getMessage(), e);
    }
  }

  /** The time first: a file that stays where it is, for this process dies, is young then. */
  @Override
  public boolean condemn(ChunkFile seen, Instant at) throws IOException {
    var file = layout.root().resolve(seen.name());
    var target = layout.trash().root().resolve(seen.name());
    try {
      if (!Files.getLastModifiedTime(file).toInstant().equals(seen.touched())) {
        return false;
      }
      Files.setLastModifiedTime(file, FileTime.from(at));
      move(file, target);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void restore(ChunkFile seen) throws IOException {
    try {
      move(layout.trash().root().resolve(seen.name()), layout.root().resolve(seen.name()));
    } catch (NoSuchFileException e) {
      // Somebody was quicker.
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public boolean delete(ChunkFile seen) throws IOException {
    return Files.deleteIfExists(layout.trash().root().resolve(seen.name()));
  }

  @Override
  public long rewrite(ChunkFile seen, Collection<StoredChunk> chunks) throws IOException {
    var wanted = new HashSet<String>();
    chunks.forEach(chunk -> wanted.add(chunk.sha256()));
    var name = UUID.randomUUID().toString();
    var unfinished = Files.createDirectories(layout.unfinished()).resolve(name);
    try (var pack = Pack.open(layout.root().resolve(seen.name()))) {
      var bytes = write(pack, wanted, unfinished);
      Files.setLastModifiedTime(unfinished, FileTime.from(clock.instant()));
      move(unfinished, layout.packs().resolve(name + LocalLayout.PACK));
      return bytes;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Each chunk is checked on its way: what is damaged must not look new. */
  private static long write(Pack pack, Collection<String> wanted, Path to) throws IOException {
    try (var out = new BufferedOutputStream(Files.newOutputStream(to))) {
      var written = new PackWriter(out);
      for (PackEntry entry : pack.entries()) {
        if (wanted.contains(entry.chunk().sha256())) {
          var bytes = new byte[(int) entry.chunk().size()];
          pack.read(entry, bytes, 0);
          written.add(entry.chunk(), Frame.of(bytes, 0, bytes.length));
        }
      }
      written.finish();
      return written.size();
    }
  }
}
