package dev.weir.gc;

import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.protocol.Digest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers the chunks that some runs need; looks into each blob once, however many have it. */
public final class Marking implements Findings {
  /** So many are named; the rest is counted. */
  private static final int NAMED = 100;

  private final BlobChunks chunks;
  private final DigestSet marked = new DigestSet();
  private final DigestSet blobs = new DigestSet();
  private final Map<Class<?>, DigestSet> entered = new HashMap<>();
  private final List<Damage> damages = new ArrayList<>();
  private long damaged;

  /** A blob that some run needs, and that can't be read. */
  public record Damage(Use use, Digest blob, String why) {}

  public Marking(BlobChunks chunks) {
    this.chunks = chunks;
  }

  @Override
  public void blob(Use use, Digest blob) throws IOException {
    if (!blobs.add(blob.sha256())) {
      return;
    }
    // Its own name comes first: a blob whose manifest can't be read keeps what there is of it.
    marked.add(blob.sha256());
    try {
      chunks.of(blob, chunk -> marked.add(chunk.sha256()));
    } catch (CorruptBlobException e) {
      unreadable(use, blob, e);
    } catch (ServiceException e) {
      if (e.type() != ProblemType.BLOB_NOT_FOUND) {
        throw e;
      }
      unreadable(use, blob, e);
    }
  }

  @Override
  public boolean enters(Class<?> kind, Digest blob) {
    return entered.computeIfAbsent(kind, _ -> new DigestSet()).add(blob.sha256());
  }

  @Override
  public void unreadable(Use use, Digest blob, Exception why) {
    damaged++;
    if (damages.size() < NAMED) {
      damages.add(new Damage(use, blob, String.valueOf(why.getMessage())));
    }
  }

  /** SHA-256s of chunks. */
  public DigestSet marked() {
    return marked;
  }

  /** Some of what can't be read. */
  public List<Damage> damages() {
    return List.copyOf(damages);
  }

  /** How much of it there is. */
  public long damaged() {
    return damaged;
  }
}
