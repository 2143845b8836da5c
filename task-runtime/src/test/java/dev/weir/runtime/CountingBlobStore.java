package dev.weir.runtime;

import dev.weir.artifact.BlobStore;
import dev.weir.artifact.MemoryBlobStore;
import dev.weir.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was asked for. */
final class CountingBlobStore implements BlobStore {
  final List<Digest> opened = new ArrayList<>();
  private final BlobStore blobs = new MemoryBlobStore();

  @Override
  public boolean contains(Digest digest) {
    return blobs.contains(digest);
  }

  @Override
  public void put(Digest digest, InputStream bytes) throws IOException {
    blobs.put(digest, bytes);
  }

  @Override
  public InputStream open(Digest digest) throws IOException {
    opened.add(digest);
    return blobs.open(digest);
  }
}
