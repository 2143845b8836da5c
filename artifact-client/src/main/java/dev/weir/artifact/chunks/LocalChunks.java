package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chunks in a directory: few at a time as files, {@code blobs/ab/<sha256>}, many as a pack, {@code
 * packs/<name>.pack}. A file appears under its name only when all of it is written, so processes
 * may share a directory and be killed at any moment. Nothing waits for the disk: docs/adr/0013 says
 * what that means when the machine itself dies.
 */
public final class LocalChunks implements ChunkStore {
  /** A file counted on is as good as new; more often than that, its time is not set. */
  static final Duration TOUCHED = Duration.ofHours(1);

  private final LocalLayout layout;
  private final NewFiles newFiles;
  private final LocalPacks packs;
  private final LocalTrash trash;

  /**
   * @param root the directory that holds {@code blobs/}; made when it is first written to
   */
  public LocalChunks(Path root) {
    this.layout = new LocalLayout(root);
    this.newFiles = new NewFiles(layout.unfinished());
    this.packs = new LocalPacks(layout.packs(), newFiles);
    this.trash = new LocalTrash(layout, newFiles);
  }

  @Override
  public Set<Digest> missing(Collection<Digest> chunks) throws IOException {
    var missing = new LinkedHashSet<Digest>();
    packs.refresh();
    for (var chunk : chunks) {
      if (!use(chunk) && !(takeBack(chunk.sha256()) && use(chunk))) {
        missing.add(chunk);
      }
    }
    return missing;
  }

  private boolean use(Digest chunk) throws IOException {
    return packs.use(chunk) || useFile(chunk);
  }

  /** Whether it was in the trash: a collection is told that somebody looks for it. */
  private boolean takeBack(String sha256) throws IOException {
    if (!trash.takeBack(sha256)) {
      return false;
    }
    packs.refresh();
    return true;
  }

  @Override
  public boolean hasNode(String sha256) throws IOException {
    packs.refresh();
    return packs.find(sha256).isPresent() || Files.exists(layout.file(sha256)) || takeBack(sha256);
  }

  private boolean useFile(Digest chunk) throws IOException {
    return useFile(layout.file(chunk.sha256()), chunk)
        || useFile(layout.earlierFile(chunk.sha256()), chunk);
  }

  private static boolean useFile(Path file, Digest chunk) throws IOException {
    if (!Files.exists(file)) {
      return false; // For what is new, which is most: an exception costs more than the question.
    }
    try {
      var known = Files.readAttributes(file, BasicFileAttributes.class);
      if (known.size() != chunk.size() || !known.isRegularFile()) {
        return false;
      }
      touch(file, known.lastModifiedTime());
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** A collector takes nothing that was counted on lately. */
  static void touch(Path file, FileTime last) throws IOException {
    var now = Instant.now();
    if (last.toInstant().isBefore(now.minus(TOUCHED))) {
      Files.setLastModifiedTime(file, FileTime.from(now));
    }
  }

  @Override
  public void put(Digest chunk, byte[] bytes) throws IOException {
    if (useFile(chunk)) {
      return;
    }
    try (var file = newFiles.create()) {
      file.out().write(bytes);
      file.publish(layout.file(chunk.sha256()));
    }
  }

  @Override
  public ChunkWriter writer() {
    return new LocalChunkWriter(this, packs);
  }

  @Override
  public void read(List<Digest> chunks, byte[] target, int offset) throws IOException {
    var at = offset;
    for (var chunk : chunks) {
      read(chunk, target, at);
      at += (int) chunk.size();
    }
  }

  private void read(Digest chunk, byte[] target, int offset) throws IOException {
    if (packs.isKnown() && packs.read(chunk, target, offset)) {
      return;
    }
    if (readFile(layout.file(chunk.sha256()), chunk, target, offset)) {
      return;
    }
    packs.refresh();
    if (packs.read(chunk, target, offset)
        || readFile(layout.earlierFile(chunk.sha256()), chunk, target, offset)) {
      return;
    }
    if (takeBack(chunk.sha256())) {
      read(chunk, target, offset);
      return;
    }
    throw notFound(chunk.sha256());
  }

  private static boolean readFile(Path file, Digest chunk, byte[] target, int offset)
      throws IOException {
    try (var in = Files.newInputStream(file)) {
      var size = (int) chunk.size();
      var read = in.readNBytes(target, offset, size);
      if (read < size || in.read() >= 0) {
        throw new CorruptBlobException(
            chunk,
            described(file),
            read < size ? "it ends after " + read + " bytes" : "it is longer");
      }
      Frame.check(chunk, target, offset, described(file));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static String described(Path file) {
    return file + " (delete that file, then whatever made the blob can store it again)";
  }

  @Override
  public byte[] node(String sha256) throws IOException {
    packs.refresh();
    var packed = packs.find(sha256);
    if (packed.isPresent()) {
      var bytes = new byte[(int) packed.get().entry().chunk().size()];
      packed.get().pack().read(packed.get().entry(), bytes, 0);
      return bytes;
    }
    try {
      var file = layout.file(sha256);
      var digest = new Digest(sha256, Files.size(file));
      if (digest.size() > ChunkSizes.STANDARD.max()) {
        throw new CorruptBlobException(digest, described(file), "it is longer than any chunk");
      }
      var bytes = new byte[(int) digest.size()];
      readFile(file, digest, bytes, 0);
      return bytes;
    } catch (NoSuchFileException e) {
      if (takeBack(sha256)) {
        return node(sha256);
      }
      throw notFound(sha256);
    }
  }

  private ServiceException notFound(String sha256) {
    var damage = packs.damage();
    return new ServiceException(
        ProblemType.BLOB_NOT_FOUND,
        "no blob or chunk "
            + sha256
            + " in "
            + this
            + (damage.isEmpty() ? "" : "; it may be in a damaged pack: " + damage));
  }

  @Override
  public Optional<InputStream> whole(Digest blob) throws IOException {
    var whole = wholeInUse(blob);
    return whole.isEmpty() && takeBack(blob.sha256()) ? wholeInUse(blob) : whole;
  }

  private Optional<InputStream> wholeInUse(Digest blob) throws IOException {
    for (var file : List.of(layout.file(blob.sha256()), layout.earlierFile(blob.sha256()))) {
      if (useFile(file, blob)) {
        return Optional.of(Files.newInputStream(file));
      }
    }
    return Optional.empty();
  }

  @Override
  public int width() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public String toString() {
    return layout.root().toString();
  }
}
