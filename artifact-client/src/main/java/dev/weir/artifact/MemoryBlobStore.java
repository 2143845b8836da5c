package dev.weir.artifact;

import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.protocol.Digest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs on the heap, for tests and for what need not outlive its process. */
public final class MemoryBlobStore implements BlobStore {
  private final Map<Digest, byte[]> blobs = new ConcurrentHashMap<>();

  @Override
  public boolean contains(Digest digest) {
    return blobs.containsKey(digest);
  }

  @Override
  public void put(Digest digest, InputStream bytes) throws IOException {
    if (contains(digest)) {
      return;
    }
    try {
      blobs.put(
          digest, new VerifyingInputStream(bytes, digest, "the one who puts it").readAllBytes());
    } catch (CorruptBlobException e) {
      throw new ServiceException(ProblemType.DIGEST_MISMATCH, e.getMessage(), e);
    }
  }

  @Override
  public InputStream open(Digest digest) {
    var bytes = blobs.get(digest);
    if (bytes == null) {
      throw new ServiceException(ProblemType.BLOB_NOT_FOUND, "no blob " + digest + " in memory");
    }
    return new ByteArrayInputStream(bytes);
  }
}
