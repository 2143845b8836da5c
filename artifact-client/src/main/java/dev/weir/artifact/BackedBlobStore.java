package dev.weir.artifact;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store with another behind it: what is missing in front is fetched when it is first read,
 * checked on its way, and is in front from then on. What is put goes in front only, and only what
 * is there counts as stored: what is behind may be gone tomorrow.
 */
public final class BackedBlobStore extends ForwardingBlobStore {
  private final Supplier<BlobStore> opening;
  private @Nullable BlobStore behind;

  /**
   * @param behind opened when something is missing, if ever
   */
  public BackedBlobStore(BlobStore front, Supplier<BlobStore> behind) {
    super(front);
    this.opening = behind;
  }

  @Override
  public InputStream open(Digest digest) throws IOException {
    fetch(List.of(digest));
    return store().open(digest);
  }

  @Override
  public InputStream open(Digest digest, long from, long end) throws IOException {
    fetch(List.of(digest));
    return store().open(digest, from, end);
  }

  @Override
  public byte[] read(Digest digest) throws IOException {
    fetch(List.of(digest));
    return store().read(digest);
  }

  @Override
  public void read(Collection<Digest> digests, Reader reader) throws IOException {
    fetch(digests);
    store().read(digests, reader);
  }

  private void fetch(Collection<Digest> digests) throws IOException {
    for (var missing : missing(digests)) {
      try (var bytes = behind().open(missing)) {
        put(missing, bytes);
      }
    }
  }

  private synchronized BlobStore behind() {
    var known = behind;
    if (known == null) {
      known = opening.get();
      behind = known;
    }
    return known;
  }
}
