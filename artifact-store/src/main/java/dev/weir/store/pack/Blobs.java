package dev.weir.store.pack;

import dev.weir.artifact.ChunkedBlobStore;
import dev.weir.artifact.chunks.ChunkSizes;
import dev.weir.artifact.chunks.Manifest;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.ServiceException;
import dev.weir.store.StoreConfig;
import dev.weir.store.StoreMetrics;
import dev.weir.store.index.ChunkIndex;
import dev.weir.store.index.Spaces;
import dev.weir.store.s3.BlobObjects;
import dev.weir.store.s3.ByteRange;
import dev.weir.store.s3.S3Objects;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Blobs for those who know nothing of chunks: cut here, put together here. */
@ApplicationScoped
public class Blobs {
  /** Cutting a large blob takes some blocks of memory. */
  private final Semaphore cutting = new Semaphore(1);

  private final S3Chunks.Parts parts;
  private final StoreMetrics metrics;
  private final long largest;

  Blobs(
      Spaces spaces,
      ChunkIndex index,
      S3Objects objects,
      BlobObjects oldBlobs,
      Packs packs,
      Spool spool,
      StoreMetrics metrics,
      StoreConfig config) {
    this.parts = new S3Chunks.Parts(spaces, index, objects, oldBlobs, packs, spool);
    this.metrics = metrics;
    this.largest = config.maxBlobSize().asLongValue();
  }

  private static boolean isChunk(Digest digest) {
    return digest.size() <= ChunkSizes.STANDARD.max();
  }

  public boolean contains(Project project, Digest digest, Principal asking) throws IOException {
    var chunks = new S3Chunks(parts, project, asking);
    return new ChunkedBlobStore(chunks).contains(digest)
        || parts.oldBlobs().contains(project, digest);
  }

  /** A node of that name, for a blob of that size. */
  private static boolean hasManifest(S3Chunks chunks, Digest digest) throws IOException {
    if (!chunks.hasNode(digest.sha256())) {
      return false;
    }
    var node = chunks.node(digest.sha256());
    try {
      return Manifest.parse(node, digest.size()).size() == digest.size();
    } catch (IOException e) {
      return false;
    }
  }

  /** The blob's bytes; whole chunks of it are checked before any of their bytes comes. */
  public InputStream open(
      Project project, Digest digest, Principal asking, Optional<ByteRange> range)
      throws IOException {
    var chunks = new S3Chunks(parts, project, asking);
    var first = range.map(ByteRange::first).orElse(0L);
    var length = range.map(ByteRange::length).orElse(digest.size());
    var bytes = open(project, chunks, digest, first, length);
    metrics.sent(length);
    return bytes;
  }

  private InputStream open(Project project, S3Chunks chunks, Digest digest, long first, long length)
      throws IOException {
    if (isChunk(digest)) {
      var bytes = new ChunkedBlobStore(chunks).read(digest);
      return new ByteArrayInputStream(bytes, (int) first, (int) length);
    }
    if (hasManifest(chunks, digest)) {
      return BlobGroups.open(chunks, digest, first, first + length);
    }
    if (!parts.oldBlobs().contains(project, digest)) {
      throw S3Chunks.notFound(project, digest);
    }
    return new ChunkedBlobStore(chunks).open(digest, first, first + length);
  }

  /**
   * Stores the bytes if they have that digest. May be repeated.
   *
   * @return whether the blob is new
   */
  public boolean put(Project project, Digest digest, Principal owner, InputStream bytes)
      throws IOException {
    if (digest.size() > largest) {
      throw new ServiceException(
          ProblemType.TOO_LARGE,
          "the blob has %d bytes; this store takes up to %d at once, and more as packs of chunks"
              .formatted(digest.size(), largest));
    }
    var chunks = new S3Chunks(parts, project, owner);
    return isChunk(digest) ? putChunk(chunks, digest, bytes) : putLarge(chunks, digest, bytes);
  }

  private static boolean putChunk(S3Chunks chunks, Digest digest, InputStream bytes)
      throws IOException {
    var content = new DigestCheck(bytes, digest).readAllBytes();
    if (chunks.missing(List.of(digest)).isEmpty()) {
      return false;
    }
    chunks.put(digest, content);
    return true;
  }

  /** Waits in a file first: nobody who sends slowly keeps others from being cut. */
  private boolean putLarge(S3Chunks chunks, Digest digest, InputStream bytes) throws IOException {
    try (var file = parts.spool().file()) {
      try (var out = Files.newOutputStream(file.path())) {
        copy(bytes, digest.size(), out);
      }
      cutting.acquireUninterruptibly();
      try (var content = new BufferedInputStream(Files.newInputStream(file.path()))) {
        var store = new ChunkedBlobStore(chunks);
        if (store.contains(digest)) {
          return false;
        }
        store.put(digest, content);
        return true;
      } finally {
        cutting.release();
      }
    }
  }

  /** A byte too many is enough to be refused. */
  private static void copy(InputStream bytes, long size, OutputStream out) throws IOException {
    var some = new byte[1 << 16];
    var left = size + 1;
    for (var read = bytes.read(some); read >= 0 && left > 0; read = bytes.read(some)) {
      out.write(some, 0, (int) Math.min(read, left));
      left -= read;
    }
  }
}
