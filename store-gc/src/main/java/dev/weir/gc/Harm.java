package dev.weir.gc;

import dev.weir.artifact.BlobStore;
import dev.weir.protocol.Digest;
import dev.weir.protocol.RunRecord;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What runs have that can't be read, where only some chunks are sound. */
public final class Harm implements Findings {
  private final DigestSet sound;
  private final BlobChunks chunks;
  private final Set<HarmedUse> harmed = new LinkedHashSet<>();

  /** Something of a run, and the first chunk that it lacks. */
  public record HarmedUse(Use use, Digest blob, String chunk) {}

  public Harm(DigestSet sound, BlobChunks chunks) {
    this.sound = sound;
    this.chunks = chunks;
  }

  /** Looks at all that a run has. */
  public void look(RunRecord run, BlobStore store, RunSource source) throws IOException {
    new References(store, this).of(run, source);
  }

  @Override
  public void blob(Use use, Digest blob) {
    var lacking = new String[1];
    try {
      chunks.of(
          blob,
          chunk -> {
            if (lacking[0] == null && !sound.contains(chunk.sha256())) {
              lacking[0] = chunk.sha256();
            }
          });
    } catch (IOException | RuntimeException e) {
      lacking[0] = blob.sha256();
    }
    if (lacking[0] != null) {
      // A set: what an attempt and its snapshot both name is told once.
      harmed.add(new HarmedUse(use, blob, lacking[0]));
    }
  }

  @Override
  public boolean enters(Class<?> kind, Digest blob) {
    return true;
  }

  @Override
  public void unreadable(Use use, Digest blob, Exception why) {
    // Told by blob.
  }

  public List<HarmedUse> harmed() {
    return List.copyOf(harmed);
  }
}
