package dev.weir.artifact;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store with another behind it: what is missing in front is fetched when it is first read,
 * checked on its way, and is in front from then on. What is put goes in front only, and only what
 * is there counts as stored: what is behind may be gone tomorrow.
 */
public final class BackedBlobStore implements BlobStore {
  private final BlobStore front;
  private final Supplier<BlobStore> opening;
  private @Nullable BlobStore behind;

  /**
   * @param behind opened when something is missing, if ever
   */
  public BackedBlobStore(BlobStore front, Supplier<BlobStore> behind) {
    this.front = front;
    this.opening = behind;
  }

  @Override
  public boolean contains(Digest digest) {
    return front.contains(digest);
  }

  @Override
  public Set<Digest> missing(Collection<Digest> digests) {
    return front.missing(digests);
  }

  @Override
  public void put(Digest digest, InputStream bytes) throws IOException {
    front.put(digest, bytes);
  }

  @Override
  public Digest put(Source source) throws IOException {
    return front.put(source);
  }

  @Override
  public Digest put(byte[] bytes) throws IOException {
    return front.put(bytes);
  }

  @Override
  public InputStream open(Digest digest) throws IOException {
    if (!front.contains(digest)) {
      try (var bytes = behind().open(digest)) {
        front.put(digest, bytes);
      }
    }
    return front.open(digest);
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
