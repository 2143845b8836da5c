package dev.weir.artifact;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Remembers which blobs were asked for, in order. */
public class WatchedBlobStore extends ForwardingBlobStore {
  private final List<Digest> opened = new ArrayList<>();

  public WatchedBlobStore() {
    this(new MemoryBlobStore());
  }

  public WatchedBlobStore(BlobStore store) {
    super(store);
  }

  public final List<Digest> opened() {
    return opened;
  }

  @Override
  public InputStream open(Digest digest) throws IOException {
    opened.add(digest);
    return store().open(digest);
  }

  @Override
  public InputStream open(Digest digest, long from, long end) throws IOException {
    opened.add(digest);
    return store().open(digest, from, end);
  }

  @Override
  public byte[] read(Digest digest) throws IOException {
    opened.add(digest);
    return store().read(digest);
  }

  @Override
  public void read(Collection<Digest> digests, Reader reader) throws IOException {
    opened.addAll(digests);
    store().read(digests, reader);
  }
}
