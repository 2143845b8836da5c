package dev.weir.store.pack;

import dev.weir.artifact.chunks.ChunkWriter;
import dev.weir.artifact.chunks.Frame;
import dev.weir.artifact.chunks.PackWriter;
import dev.weir.protocol.ChunkId;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.store.index.PackedChunk;
import dev.weir.store.index.Space;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Packs chunks in a file, and stores that when it is large enough, or when asked to. */
final class S3ChunkWriter implements ChunkWriter {
  private static final int USUAL = 8 << 20;

  private final Packs packs;
  private final Spool spool;
  private final Space space;
  private final Principal owner;
  private final Set<String> taken = new HashSet<>();
  private @Nullable Growing growing;

  S3ChunkWriter(Packs packs, Spool spool, Space space, Principal owner) {
    this.packs = packs;
    this.spool = spool;
    this.space = space;
    this.owner = owner;
  }

  /** A pack that is being written. */
  private static final class Growing {
    private final Spool.SpooledFile file;
    private final MessageDigest sha256 = Digest.newSha256();
    private final DigestOutputStream out;
    private final PackWriter pack;

    Growing(Spool.SpooledFile file) throws IOException {
      this.file = file;
      this.out =
          new DigestOutputStream(
              new BufferedOutputStream(Files.newOutputStream(file.path())), sha256);
      this.pack = new PackWriter(out);
    }
  }

  @Override
  public void put(Digest chunk, byte[] bytes, int offset) throws IOException {
    var frame = Frame.of(bytes, offset, (int) chunk.size());
    synchronized (this) {
      if (!taken.add(chunk.sha256())) {
        return;
      }
      var open = growing;
      if (open == null) {
        open = new Growing(spool.file());
        growing = open;
      }
      open.pack.add(chunk, frame);
      if (open.pack.size() >= USUAL) {
        commit();
      }
    }
  }

  @Override
  public synchronized void commit() throws IOException {
    var open = growing;
    if (open == null) {
      return;
    }
    growing = null;
    try (var file = open.file) {
      try (var out = open.out) {
        open.pack.finish();
        out.flush();
      }
      var digest =
          new Digest(HexFormat.of().formatHex(open.sha256.digest()), Files.size(file.path()));
      var chunks =
          open.pack.entries().stream()
              .map(
                  entry ->
                      new PackedChunk(
                          new ChunkId(entry.chunk().sha256()),
                          (int) entry.chunk().size(),
                          (int) entry.at(),
                          entry.stored()))
              .sorted(Comparator.comparing(chunk -> chunk.chunk().sha256()))
              .toList();
      packs.keep(space, digest, owner, file.path(), chunks);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    var open = growing;
    growing = null;
    if (open != null) {
      try (var _ = open.file) {
        open.out.close();
      }
    }
  }
}
