package dev.weir.artifact;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Set;

/** Puts where another store puts; how it reads is what makes it one of its own. */
abstract class ForwardingBlobStore implements BlobStore {
  private final BlobStore store;

  ForwardingBlobStore(BlobStore store) {
    this.store = store;
  }

  /** The one that blobs are put into. */
  final BlobStore store() {
    return store;
  }

  @Override
  public final boolean contains(Digest digest) {
    return store.contains(digest);
  }

  @Override
  public final Set<Digest> missing(Collection<Digest> digests) {
    return store.missing(digests);
  }

  @Override
  public final Batch batch() throws IOException {
    return store.batch();
  }

  @Override
  public final void put(Digest digest, InputStream bytes) throws IOException {
    store.put(digest, bytes);
  }

  @Override
  public final Digest put(InputStream bytes) throws IOException {
    return store.put(bytes);
  }

  @Override
  public final Digest put(byte[] bytes) throws IOException {
    return store.put(bytes);
  }
}
