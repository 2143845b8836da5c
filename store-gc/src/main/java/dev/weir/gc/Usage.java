package dev.weir.gc;

import dev.weir.artifact.BlobStore;
import dev.weir.protocol.Digest;
import dev.weir.protocol.RunRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of a store's files each flow, run or artifact has, alone and together with others. What
 * is asked one after the other must be asked in groups: all of one owner, then all of the next.
 */
public final class Usage {
  private static final int NOBODY = -1;
  private static final int SEVERAL = -2;

  private final BlobStore store;
  private final BlobChunks chunks;
  private final RunSource source;
  private final DigestSet known = new DigestSet();

  /**
   * By place of a chunk: what it takes, who alone has it, who was the last to be counted for it.
   */
  private final long[] stored;

  private final int[] owner;
  private final int[] last;
  private final Map<String, Share> shares = new LinkedHashMap<>();
  private final List<Share> byNumber = new ArrayList<>();
  private long raw;

  /** What one owner has. Bytes are those that files take, compressed. */
  public static final class Share {
    private final String name;
    private final int number;
    private final DigestSet blobs = new DigestSet();
    private long total;
    private long unique;
    private long referred;
    private long distinct;
    private long missing;

    private Share(String name, int number) {
      this.name = name;
      this.number = number;
    }

    public String name() {
      return name;
    }

    /** Of all chunks it has. */
    public long total() {
      return total;
    }

    /** Of those nobody else has. */
    public long unique() {
      return unique;
    }

    /** As many bytes as its artifacts and code have, each as often as it is used. */
    public long referred() {
      return referred;
    }

    /** The same, each once. */
    public long distinct() {
      return distinct;
    }

    /** Chunks that are not in the store. */
    public long missing() {
      return missing;
    }
  }

  /** Reads which chunks there are. */
  public Usage(ChunkFiles files, BlobStore store, BlobChunks chunks, RunSource source)
      throws IOException {
    this.store = store;
    this.chunks = chunks;
    this.source = source;
    files.inUse(file -> file.chunks().forEach(chunk -> known.add(chunk.sha256())));
    stored = new long[known.places()];
    owner = new int[known.places()];
    last = new int[known.places()];
    Arrays.fill(owner, NOBODY);
    Arrays.fill(last, NOBODY);
    files.inUse(
        file ->
            file.chunks()
                .forEach(
                    chunk -> {
                      var place = known.place(chunk.sha256());
                      if (place >= 0) {
                        stored[place] = chunk.stored();
                      }
                    }));
  }

  /** Says whose a use is. */
  @FunctionalInterface
  public interface Owner {
    String of(Use use);
  }

  /** Counts all that a run has. */
  public void count(RunRecord run, Owner by) throws IOException {
    new References(store, new Counting(by)).of(run, source);
  }

  /** Once all runs are counted. */
  public List<Share> shares() {
    byNumber.forEach(share -> share.unique = 0);
    for (var place = 0; place < owner.length; place++) {
      if (owner[place] >= 0) {
        byNumber.get(owner[place]).unique += stored[place];
      }
    }
    return List.copyOf(byNumber);
  }

  /** What files take of which no run that was counted has any use. */
  public long unused() {
    var bytes = 0L;
    for (var place = 0; place < owner.length; place++) {
      if (owner[place] == NOBODY) {
        bytes += stored[place];
      }
    }
    return bytes;
  }

  /** What the chunks that some run has take. */
  public long used() {
    return Arrays.stream(stored).sum() - unused();
  }

  /** The same chunks, before they were compressed. */
  public long raw() {
    return raw;
  }

  private Share share(String name) {
    return shares.computeIfAbsent(
        name,
        _ -> {
          var share = new Share(name, byNumber.size());
          byNumber.add(share);
          return share;
        });
  }

  private final class Counting implements Findings {
    private final Owner by;

    Counting(Owner by) {
      this.by = by;
    }

    @Override
    public void blob(Use use, Digest blob) throws IOException {
      var share = share(by.of(use));
      share.referred += blob.size();
      if (share.blobs.add(blob.sha256())) {
        share.distinct += blob.size();
        try {
          chunks.of(blob, chunk -> chunk(share, chunk));
        } catch (IOException | RuntimeException e) {
          share.missing++;
        }
      }
    }

    private void chunk(Share share, Digest chunk) {
      var place = known.place(chunk.sha256());
      if (place < 0) {
        share.missing++;
        return;
      }
      if (last[place] == share.number) {
        return;
      }
      last[place] = share.number;
      share.total += stored[place];
      if (owner[place] == NOBODY) {
        raw += chunk.size();
        owner[place] = share.number;
      } else if (owner[place] != share.number) {
        owner[place] = SEVERAL;
      }
    }

    @Override
    public boolean enters(Class<?> kind, Digest blob) {
      return true;
    }

    @Override
    public void unreadable(Use use, Digest blob, Exception why) {
      share(by.of(use)).missing++;
    }
  }
}
